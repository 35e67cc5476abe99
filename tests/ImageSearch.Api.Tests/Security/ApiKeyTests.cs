using System.Net;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Security;

public sealed class ApiKeyTests
{
    [Fact]
    public void A_new_key_has_256_random_bits_and_its_hash_belongs_to_it()
    {
        (string key, string hash) = ApiKey.Generate();
        Assert.Matches("^isk_[A-Za-z0-9_-]{43}$", key);
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, ApiKey.Hash(key));
        Assert.NotEqual(key, ApiKey.Generate().Key);
    }

    [Fact]
    public async Task Every_listed_key_opens_and_no_other()
    {
        (string Key, string Hash)[] keys = [ApiKey.Generate(), ApiKey.Generate(), ApiKey.Generate()];
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => api.KeyHashes = string.Join(", ", keys.Select(k => k.Hash)), map: PlantedEndpoints.Map);
        foreach ((string key, string hash) in keys)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(backend, ("Authorization", $"Bearer {key}")));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(backend, ("X-Api-Key", key)));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(backend, ("X-Api-Key", hash)));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(backend, ("X-Api-Key", key[..^1])));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(backend, ("Authorization", $"Basic {key}")));
        }
    }

    [Fact]
    public async Task Without_a_key_the_answer_says_how_to_send_one()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => api.KeyHashes = ApiKey.Generate().Hash);
        using HttpResponseMessage response = await backend.GetAsync("/v1/library");
        Problem problem = await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Contains("Bearer", problem.Detail, StringComparison.Ordinal);
        Assert.Equal("Bearer", response.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("/healthz", true)]
    [InlineData("/openapi/v1.json", true)]
    [InlineData("/scalar", true)]
    [InlineData("/metrics", false)]
    [InlineData("/v1/models", false)]
    [InlineData("/healthz/nowhere", false)]
    [InlineData("/nowhere", false)]
    [InlineData("/scalars", false)]
    public async Task Only_what_tells_nothing_of_the_pictures_is_open(string path, bool open)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => api.KeyHashes = ApiKey.Generate().Hash);
        using HttpResponseMessage response = await backend.GetAsync(path);
        Assert.Equal(open ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Hashes_may_stand_in_a_file()
    {
        using BackendFolder folder = new();
        (string key, string hash) = ApiKey.Generate();
        string file = folder.At("keys");
        await File.WriteAllTextAsync(
            file, $"# the frontend's\n{hash.ToUpperInvariant()}\n\n", TestContext.Current.CancellationToken);
        await using RunningBackend backend = await RunningBackend.StartAsync(
            api => api.KeyHashesFile = file, map: PlantedEndpoints.Map);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(backend, ("X-Api-Key", key)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(backend));
    }

    private static async Task<HttpStatusCode> StatusAsync(
        RunningBackend backend, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = await backend.GetAsync("/test/plain", headers);
        return response.StatusCode;
    }
}
