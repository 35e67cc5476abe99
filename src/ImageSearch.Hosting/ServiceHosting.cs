using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ImageSearch.Hosting;

/// <summary>What both services have in common: logs, request ids, problem details, headers, telemetry, shutdown.
/// </summary>
public static class ServiceHosting
{
    private const string Probe = "/healthz";

    /// <summary>Methods of probes; some ask with HEAD.</summary>
    public static readonly IReadOnlyList<string> ProbeMethods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Longest that requests may go on after the service was told to stop.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(8);

    /// <summary>Registers what <see cref="UseServiceHosting"/> and <see cref="MapServiceEndpoints"/> need.</summary>
    /// <param name="builder">The service; its loggers are replaced by JSON lines on stdout.</param>
    /// <param name="service">What the service says of itself.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static WebApplicationBuilder AddServiceHosting(
        this WebApplicationBuilder builder, ServiceDescription service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(service);
        // Options come from IMAGESEARCH__ variables alone, which are checked; a stray appsettings.json is not.
        JsonConfigurationSource[] files = [.. builder.Configuration.Sources.OfType<JsonConfigurationSource>()];
        foreach (JsonConfigurationSource file in files)
        {
            builder.Configuration.Sources.Remove(file);
        }

        builder.Services.AddSingleton(service);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.AddJsonLines(service.LogLevel);
        builder.AddTelemetry(service);
        builder.Services.AddSingleton<IHostLifetime, ServiceLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
        });
        // The first writer that can write does; the built-in one cannot for a client that accepts pictures only.
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<UnreadableRequestHandler>();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return builder;
    }

    /// <summary>Begins the pipeline: request ids, the log of requests, security headers, and problem details for
    /// failures and empty refusals.</summary>
    /// <param name="app">The service; call this before anything else is added to its pipeline.</param>
    /// <returns><paramref name="app"/>.</returns>
    public static WebApplication UseServiceHosting(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestIdentity>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }

    /// <summary>Maps <c>/healthz</c>, which says that the process is alive, and <c>/metrics</c>.</summary>
    /// <param name="app">The service.</param>
    public static void MapServiceEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapMethods(Probe, ProbeMethods, () => TypedResults.Text("alive\n"))
            .ExcludeFromDescription().DisableRateLimiting();
        app.MapPrometheusScrapingEndpoint("/metrics").ExcludeFromDescription().DisableRateLimiting();
    }
}
