using System.Diagnostics.Metrics;

namespace ImageSearch.Api.Tests.Hosting;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_show_the_server_the_runtime_and_the_library()
    {
        using Meter meter = new("ImageSearch");
        await using RunningBackend backend = await RunningBackend.StartAsync();
        meter.CreateCounter<long>("imagesearch.planted").Add(3);
        using HttpResponseMessage before = await backend.GetAsync("/healthz");
        string text = await backend.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("http_server_request_duration_seconds_bucket", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_gc_", text, StringComparison.Ordinal);
        Assert.Matches("imagesearch_planted_total\\{[^}]*\\} 3", text);
    }
}
