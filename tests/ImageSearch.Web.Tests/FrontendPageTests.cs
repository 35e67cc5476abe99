using System.Net;

namespace ImageSearch.Web.Tests;

public sealed class FrontendPageTests
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
    public async Task A_browser_at_an_unknown_address_gets_a_page_others_get_a_problem()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage page = await frontend.GetAsync("/nowhere", ("Accept", "text/html,*/*;q=0.8"));
        using HttpResponseMessage problem = await frontend.GetAsync("/nowhere", ("Accept", "application/json"));

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains(
            "There is no such page", await page.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, problem.StatusCode);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_the_page_comes_in()
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync(
            "/", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "pictures.example"),
            ("X-Forwarded-For", "10.1.2.3"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
