using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ImageSearch.Hosting;

/// <summary>Sets traces and metrics up.</summary>
internal static class Telemetry
{
    /// <summary>Traces go to the collector that OpenTelemetry's own variables name, if one does; metrics are shown at
    /// <c>/metrics</c>.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, ServiceDescription service)
    {
        string name = builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } given ? given : service.Name;
        string? version = Assembly.GetExecutingAssembly()
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name, serviceVersion: version));
        telemetry.WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter([.. service.Meters])
            .AddPrometheusExporter());
        if (IsSet("OTEL_EXPORTER_OTLP_ENDPOINT") || IsSet("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"))
        {
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter =
                    context => !service.QuietPaths.Contains(context.Request.Path.Value))
                .AddHttpClientInstrumentation()
                .AddSource([.. service.Sources])
                .AddOtlpExporter());
        }

        bool IsSet(string variable) => !string.IsNullOrEmpty(builder.Configuration[variable]);
    }
}
