using System.Net;

namespace ImageSearch.Api.Tests.Security;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Requests_beyond_the_limit_are_429_and_say_when_to_come_again()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => api.RequestsPerMinute = 2, map: PlantedEndpoints.Map);
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage allowed = await backend.GetAsync("/test/plain");
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using HttpResponseMessage refused = await backend.GetAsync("/test/plain");
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, null), 1, 60);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/metrics")]
    [InlineData("/v1/items/7/picture")]
    [InlineData("/v1/items/7/thumbnail?size=64")]
    public async Task Pictures_and_what_machines_ask_are_not_counted(string path)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => api.RequestsPerMinute = 1, map: PlantedEndpoints.Map);
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await backend.GetAsync(path);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, response.StatusCode);
        }
    }

    [Fact]
    public async Task What_only_looks_like_a_picture_is_counted()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(api => api.RequestsPerMinute = 1);
        using HttpResponseMessage first = await backend.GetAsync("/v1/items/anything/picture");
        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        using HttpResponseMessage second = await backend.GetAsync("/v1/items/anything/picture");
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task Each_key_has_a_count_of_its_own()
    {
        (string Key, string Hash)[] keys = [ApiKey.Generate(), ApiKey.Generate()];
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => (api.RequestsPerMinute, api.KeyHashes) = (1, string.Join(',', keys.Select(k => k.Hash))),
            map: PlantedEndpoints.Map);
        foreach ((string key, _) in keys)
        {
            using HttpResponseMessage first = await backend.GetAsync("/test/plain", ("X-Api-Key", key));
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            using HttpResponseMessage second = await backend.GetAsync("/test/plain", ("X-Api-Key", key));
            Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        }
    }
}
