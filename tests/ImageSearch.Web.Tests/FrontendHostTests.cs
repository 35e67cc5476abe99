using System.Net;
using Microsoft.Extensions.Options;

namespace ImageSearch.Web.Tests;

public sealed class FrontendHostTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_comes_in_without_the_backend()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string page = await answer.Content.ReadAsStringAsync(CancellationToken);
        Assert.Contains("data-testid=\"query\"", page, StringComparison.Ordinal);
        Assert.Contains("working on laptop in office", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=a+dog")]
    public async Task The_page_does_not_wait_for_the_backend(string address)
    {
        TaskCompletionSource never = new();
        await using FakeBackend backend = await FakeBackend.StartAsync(context =>
            never.Task.WaitAsync(context.RequestAborted));
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync(address);
        string page = await answer.Content.ReadAsStringAsync(CancellationToken);

        Assert.Contains("data-testid=\"query\"", page, StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
        never.SetResult();
    }

    [Fact]
    public async Task A_query_comes_back_as_text_never_as_markup()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync("/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");

        Assert.DoesNotContain(
            "<script>alert", await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
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

        Assert.True(await HealthProbe.AskAsync(url, CancellationToken));
        Assert.False(await HealthProbe.AskAsync(RunningFrontend.Nowhere, CancellationToken));
    }

    [Fact]
    public async Task Below_a_proxys_path_the_page_names_its_files_below_it()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync(
            "/", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "pictures.example"),
            ("X-Forwarded-Prefix", "/search"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            "<base href=\"/search/\"", await answer.Content.ReadAsStringAsync(CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_work_are_refused()
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(
            () => FrontendHost.Create(new WebOptions { BackendUrl = "backend" }));

        Assert.Contains("IMAGESEARCH__WEB__BACKENDURL", error.Message, StringComparison.Ordinal);
    }
}
