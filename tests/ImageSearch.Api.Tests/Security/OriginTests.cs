using System.Net;

namespace ImageSearch.Api.Tests.Security;

public sealed class OriginTests
{
    private const string Friend = "https://photos.example.org";

    private static Task<RunningBackend> StartAsync(string origins, bool credentials = false) =>
        RunningBackend.StartAsync(
            api => (api.CorsOrigins, api.CorsCredentials) = (origins, credentials), map: PlantedEndpoints.Map);

    [Theory]
    [InlineData(Friend, Friend)]
    [InlineData("https://evil.example", null)]
    [InlineData("http://photos.example.org", null)]
    [InlineData("null", null)]
    public async Task A_page_may_ask_when_its_origin_is_listed(string origin, string? allowed)
    {
        await using RunningBackend backend = await StartAsync($"http://localhost:3000, {Friend}", credentials: true);
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Options, "/test/echo", null, ("Origin", origin),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
        Assert.Equal(allowed, response.Header("Access-Control-Allow-Origin"));
        Assert.Equal(allowed is null ? null : "true", response.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Every_origin_never_comes_with_credentials()
    {
        await using RunningBackend backend = await StartAsync("*");
        using HttpResponseMessage response = await backend.GetAsync("/healthz", ("Origin", Friend));
        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
        Assert.Null(response.Header("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("Origin", Friend, HttpStatusCode.OK)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    public async Task A_post_without_a_question_before_is_refused_from_other_sites(
        string header, string value, HttpStatusCode status)
    {
        await using RunningBackend backend = await StartAsync(Friend);
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/empty", null, (header, value));
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_the_browsers_word_counts()
    {
        await using RunningBackend backend = await StartAsync("");
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/empty", null, ("Origin", Friend), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_page_of_the_backend_itself_may_post()
    {
        await using RunningBackend backend = await StartAsync("");
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/empty", null, ("Origin", backend.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
