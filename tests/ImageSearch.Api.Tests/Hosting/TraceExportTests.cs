using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ImageSearch.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Api.Tests.Hosting;

public sealed class TraceExportTests
{
    private static readonly string[] Nothing = [];

    [Fact]
    public async Task Spans_go_to_the_collector_that_the_standard_variables_name()
    {
        using ActivitySource library = new("planted-library");
        ConcurrentQueue<string> received = [];
        await using WebApplication collector = await StartCollectorAsync(received);
        await AskAsync(library,
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.First()}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_SERVICE_NAME=a-name-of-the-operator");
        string spans = string.Concat(received);
        Assert.Contains("GET /asked", spans, StringComparison.Ordinal);
        Assert.Contains("a stage", spans, StringComparison.Ordinal);
        Assert.Contains("a-name-of-the-operator", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("private", spans, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_no_span_is_made()
    {
        using ActivitySource library = new("planted-library-of-none");
        Assert.False(await AskAsync(library, Nothing));
    }

    /// <summary>Starts a service, sends it a request, and stops it, which sends what is left.</summary>
    /// <returns>Whether anyone listened to the library's spans.</returns>
    private static async Task<bool> AskAsync(ActivitySource library, params string[] variables)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(variables);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceHosting(
            new ServiceDescription("test", LogLevel.Warning, "default-src 'none'") { Sources = [library.Name] });
        await using WebApplication app = builder.Build();
        app.UseServiceHosting();
        bool isTraced = false;
        app.MapGet("/asked", () =>
        {
            using Activity? stage = library.StartActivity("a stage");
            isTraced = stage is not null;
            return TypedResults.Text("answer");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using HttpClient http = new();
        await http.GetStringAsync(
            $"{app.Urls.First()}/asked?query=private", TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);
        return isTraced;
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentQueue<string> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using StreamReader body = new(request.Body, Encoding.Latin1);
            received.Enqueue(await body.ReadToEndAsync(TestContext.Current.CancellationToken));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }
}
