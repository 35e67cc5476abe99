using System.Net;
using ImageSearch.Api.Services;
using ImageSearch.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageSearch.Api.Tests;

public sealed class BackendHostTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Readiness_is_apart_from_life(string method)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        await backend.WaitUntilReadyAsync();
        Readiness readiness = backend.Services.GetRequiredService<Readiness>();
        readiness.SetNotReady("Planted.");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/readyz"));
        readiness.SetReady();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/readyz"));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using HttpResponseMessage response = await backend.SendAsync(HttpMethod.Parse(method), path);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_request_that_runs_when_the_service_is_told_to_stop_is_answered()
    {
        TaskCompletionSource entered = new();
        TaskCompletionSource release = new();
        await using RunningBackend backend = await RunningBackend.StartAsync(map: routes => routes.MapGet(
            "/test/slow",
            async () =>
            {
                entered.SetResult();
                await release.Task;
                return TypedResults.Text("answered");
            }));
        Task<string> answer = backend.Http.GetStringAsync("/test/slow", TestContext.Current.CancellationToken);
        await entered.Task;
        Task stop = backend.StopAsync();
        IHostApplicationLifetime lifetime = backend.Services.GetRequiredService<IHostApplicationLifetime>();
        Assert.True(lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.False(stop.IsCompleted);
        release.SetResult();
        Assert.Equal("answered", await answer);
        await stop;
    }

    [Fact]
    public async Task Requests_have_eight_seconds_to_end()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        HostOptions options = backend.Services.GetRequiredService<IOptions<HostOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(8), options.ShutdownTimeout);
        Assert.Equal(ServiceHosting.ShutdownTimeout, options.ShutdownTimeout);
    }
}
