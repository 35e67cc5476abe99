using System.Net;
using System.Net.Http.Json;
using ImageSearch.Client;

namespace ImageSearch.Web.Tests.Relaying;

public sealed class PictureRelayTests
{
    private static readonly byte[] Picture = [.. Enumerable.Range(0, 100).Select(n => (byte)n)];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/items/7/picture", "/v1/items/7/picture")]
    [InlineData("/v1/items/7/thumbnail", "/v1/items/7/thumbnail")]
    [InlineData("/v1/items/7/thumbnail?size=256", "/v1/items/7/thumbnail?size=256")]
    [InlineData("/v1/items/7/thumbnail?size=256&other=1", "/v1/items/7/thumbnail?size=256")]
    [InlineData("/v1/items/007/picture?size=1", "/v1/items/7/picture")]
    public async Task A_picture_comes_from_the_backend(string asked, string passedOn)
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync(asked);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("\"picture-1\"", answer.Headers.ETag?.Tag);
        Assert.Equal(Picture, await answer.Content.ReadAsByteArrayAsync(CancellationToken));
        Assert.Equal(passedOn, Assert.Single(backend.Requests).Address);
    }

    [Fact]
    public async Task Part_of_a_picture_can_be_asked_for()
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync("/v1/items/7/picture", ("Range", "bytes=10-19"));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("bytes 10-19/100", answer.Content.Headers.ContentRange?.ToString());
        Assert.Equal(Picture[10..20], await answer.Content.ReadAsByteArrayAsync(CancellationToken));
    }

    [Fact]
    public async Task A_picture_that_the_browser_has_is_not_sent_again()
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync(
            "/v1/items/7/picture", ("If-None-Match", "\"picture-1\""));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(CancellationToken));
    }

    [Fact]
    public async Task Its_headers_can_be_asked_for_alone()
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.SendAsync(HttpMethod.Head, "/v1/items/7/picture");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Picture.Length, answer.Content.Headers.ContentLength);
        Assert.Equal("HEAD", Assert.Single(backend.Requests).Method);
    }

    [Fact]
    public async Task The_backend_gets_the_frontends_key_and_nothing_of_the_clients_identity()
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(
            backend.Address, options => options.ApiKey = "frontends-key");

        using HttpResponseMessage answer = await frontend.GetAsync(
            "/v1/items/7/thumbnail", ("Authorization", "Bearer clients-key"), ("Cookie", "session=1"),
            ("X-Api-Key", "clients-key"), ("X-Forwarded-For", "1.2.3.4"), ("Accept", "image/webp,*/*"));

        ReceivedRequest received = Assert.Single(backend.Requests);
        Assert.Equal("Bearer frontends-key", received.Headers["Authorization"]);
        Assert.Equal("image/webp,*/*", received.Headers["Accept"]);
        Assert.Equal(
            ["Accept", "Authorization", "Host", "X-Request-Id"],
            received.Headers.Keys.Where(name => name != "traceparent").Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_backend_sees_the_same_request_and_trace()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync(
            "/v1/items/7/thumbnail", ("X-Request-Id", "request-1"), ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));

        ReceivedRequest received = Assert.Single(backend.Requests);
        Assert.Equal("request-1", received.Headers["X-Request-Id"]);
        Assert.Equal(["request-1"], answer.Headers.GetValues("X-Request-Id"));
        Assert.Contains(Trace, received.Headers["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_backend_gets_no_authorization_at_all()
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync(
            "/v1/items/7/thumbnail", ("Authorization", "Bearer clients-key"));

        Assert.DoesNotContain("Authorization", Assert.Single(backend.Requests).Headers.Keys);
    }

    [Fact]
    public async Task Cookies_and_policies_of_the_backend_do_not_reach_the_browser()
    {
        await using FakeBackend backend = await FakeBackend.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "backend=1";
            context.Response.Headers.ContentSecurityPolicy = "default-src *";
            context.Response.Headers["X-Backend"] = "10.0.0.7";
            context.Response.ContentType = "image/svg+xml";
            return context.Response.Body.WriteAsync(Picture).AsTask();
        });
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync("/v1/items/7/picture");

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("X-Backend"));
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/search")]
    [InlineData("POST", "/v1/search")]
    [InlineData("POST", "/search")]
    [InlineData("GET", "/v1/items")]
    [InlineData("GET", "/v1/items/7")]
    [InlineData("GET", "/v1/library")]
    [InlineData("POST", "/v1/index-jobs")]
    [InlineData("POST", "/v1/items/7/picture")]
    [InlineData("PUT", "/v1/items/7/picture")]
    [InlineData("DELETE", "/v1/items/7/thumbnail")]
    [InlineData("GET", "/v1/items/x/picture")]
    [InlineData("GET", "/v1/items/7.5/picture")]
    [InlineData("GET", "/v1/items/99999999999999999999/picture")]
    [InlineData("GET", "/v1/items/7/picture/more")]
    [InlineData("GET", "/v1/items/7/../../library")]
    [InlineData("GET", "/v1/items/../items/7")]
    [InlineData("GET", "/v1/items/7%2F..%2F8/picture")]
    [InlineData("GET", "/v1/items/7/picture%2F..%2F..%2Flibrary")]
    [InlineData("GET", "/v1/items/7%2fpicture")]
    [InlineData("GET", "/v1/items/7/%2e%2e/%2e%2e/library")]
    [InlineData("GET", "/openapi/v1.json")]
    public async Task Nothing_else_is_passed_on(string method, string address)
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.SendAsync(HttpMethod.Parse(method), address);

        Assert.Contains(
            answer.StatusCode,
            new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.BadRequest });
        Assert.Empty(backend.Requests);
    }

    [Fact]
    public async Task A_refusal_of_the_backend_is_passed_on()
    {
        await using FakeBackend backend = await FakeBackend.StartWithTextAsync(
            404, "application/problem+json", """{"status":404,"detail":"The file is gone."}""");
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address);

        using HttpResponseMessage answer = await frontend.GetAsync("/v1/items/7/picture");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("The file is gone.", (await ReadProblemAsync(answer)).Detail);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("image/webp")]
    public async Task A_backend_that_is_not_there_is_a_bad_gateway(string accept)
    {
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(RunningFrontend.Nowhere);

        using HttpResponseMessage answer = await frontend.GetAsync("/v1/items/7/thumbnail", ("Accept", accept));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Problem problem = await ReadProblemAsync(answer);
        Assert.Contains("imagesearch api", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_does_not_answer_is_a_gateway_timeout()
    {
        await using FakeBackend backend = await FakeBackend.StartAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted)
                .ContinueWith(_ => { }, TaskScheduler.Default));
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(
            backend.Address, options => options.TimeoutSeconds = 1);

        using HttpResponseMessage answer = await frontend.GetAsync("/v1/items/7/thumbnail");

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Contains("1 seconds", (await ReadProblemAsync(answer)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_below_a_path_is_asked_below_it()
    {
        await using FakeBackend backend = await FakeBackend.StartWithPictureAsync(Picture);
        await using RunningFrontend frontend = await RunningFrontend.StartAsync(backend.Address + "/pictures");

        using HttpResponseMessage answer = await frontend.GetAsync("/v1/items/7/picture");

        Assert.Equal("/pictures/v1/items/7/picture", Assert.Single(backend.Requests).Address);
    }

    private static async Task<Problem> ReadProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadFromJsonAsync(ContractJson.Default.Problem, CancellationToken))!;
    }
}
