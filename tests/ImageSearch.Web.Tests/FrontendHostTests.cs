using System.Net;
using System.Net.WebSockets;
using ImageSearch.Hosting;
using Microsoft.Extensions.Options;

namespace ImageSearch.Web.Tests;

public sealed class FrontendHostTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/app.css", "text/css")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", "text/css")]
    public async Task Files_are_compressed_and_asked_for_again_only_when_they_change(string address, string type)
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage first = await frontend.GetAsync(address, ("Accept-Encoding", "gzip, br"));
        using HttpResponseMessage again = await frontend.GetAsync(
            address, ("Accept-Encoding", "gzip, br"), ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(type, first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["br"], first.Content.Headers.ContentEncoding);
        Assert.True(first.Headers.CacheControl?.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/metrics")]
    public async Task It_tells_its_state(string address)
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(200, "ready")]
    [InlineData(503, "notReady")]
    public async Task It_is_ready_and_says_whether_the_backend_is(int status, string backendState)
    {
        await using FakeBackend backend = await FakeBackend.StartWithTextAsync(status, "text/plain", "");
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            $$"""{"status":"ready","backend":"{{backendState}}"}""",
            await answer.Content.ReadAsStringAsync(CancellationToken));
    }

    [Fact]
    public async Task It_is_ready_while_the_backend_is_not_reached()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            "notReached", await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_probe_tells_a_running_frontend_from_a_stopped_one()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);
        string url = $"http://0.0.0.0:{frontend.Http.BaseAddress!.Port}";

        Assert.Null(await HealthProbe.FindProblemAsync(url, CancellationToken));
        Assert.NotNull(await HealthProbe.FindProblemAsync(RunningFrontend.Nowhere, CancellationToken));
    }

    [Fact]
    public async Task A_request_for_another_host_is_refused_unless_it_is_allowed()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(
            RunningFrontend.Nowhere, options => options.AllowedHosts = "pictures.example");

        using HttpResponseMessage strange = await frontend.GetAsync("/readyz", ("Host", "evil.example"));
        using HttpResponseMessage forwarded = await frontend.GetAsync(
            "/readyz", ("Host", "evil.example"), ("X-Forwarded-Host", "localhost"));
        using HttpResponseMessage allowed = await frontend.GetAsync("/readyz", ("Host", "pictures.example"));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, strange.StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, forwarded.StatusCode);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:{port}", true)]
    [InlineData("Origin", "http://127.0.0.1:1", false)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("X-Nothing", "", true)]
    public async Task Only_its_own_pages_open_a_circuit(string header, string value, bool isOwn)
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);
        string sent = value.Replace("{port}", $"{frontend.Http.BaseAddress!.Port}", StringComparison.Ordinal);

        using HttpResponseMessage negotiation = await frontend.SendAsync(
            HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", (header, sent));
        using ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader(header, sent);
        Exception? refusal = await Record.ExceptionAsync(() => socket.ConnectAsync(
            new Uri($"ws://127.0.0.1:{frontend.Http.BaseAddress.Port}/_blazor"), CancellationToken));

        Assert.Equal(isOwn ? HttpStatusCode.OK : HttpStatusCode.Forbidden, negotiation.StatusCode);
        Assert.Equal(isOwn, refusal is null);
        Assert.Equal(isOwn ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_the_browsers_host_counts()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(
            RunningFrontend.Nowhere, options => options.AllowedHosts = "pictures.example");

        using HttpResponseMessage answer = await frontend.SendAsync(
            HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1",
            ("Host", "pictures.example"), ("Origin", "https://pictures.example"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_may_only_load_from_the_frontend_and_set_no_cookie()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync("/");

        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public void Options_that_cannot_work_are_refused()
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(
            () => FrontendHost.Create(new WebOptions { BackendUrl = "backend" }));

        Assert.Contains("IMAGESEARCH__WEB__BACKENDURL", error.Message, StringComparison.Ordinal);
    }
}
