using System.Net;

namespace ImageSearch.Api.Tests;

public sealed class BackendHostTests
{
    [Fact]
    public async Task A_started_backend_is_alive_before_it_is_ready()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage alive = await backend.Http.GetAsync(
            "/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }
}
