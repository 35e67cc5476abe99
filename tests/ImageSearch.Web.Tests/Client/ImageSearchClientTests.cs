using System.Net;
using System.Text.Json;
using ImageSearch.Client;
using Microsoft.AspNetCore.Http;

namespace ImageSearch.Web.Tests.Client;

public sealed class ImageSearchClientTests
{
    private const string Answer = """
        {"models":[{"model":"resnet","hits":[{"rank":1,"id":7,"name":"a.jpg","path":"x/a.jpg","similarity":0.25,
        "width":4,"height":3}],"timings":{"encodeMs":1,"scanMs":2,"totalMs":3}}],"agreement":[],"totalMs":4}
        """;

    private static readonly SearchRequest Dog = new() { Query = "a dog", Count = 3 };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_is_sent_and_its_answer_read()
    {
        string? sent = null;
        await using FakeBackend backend = await FakeBackend.StartAsync(async context =>
        {
            sent = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Answer);
        });
        using HttpClient http = Http(backend.Address);

        SearchResponse response = await new ImageSearchClient(http).SearchAsync(Dog, CancellationToken);

        Assert.Equal("""{"query":"a dog","notWeight":0.5,"count":3}""", sent);
        ModelResult model = Assert.Single(response.Models);
        Assert.Equal(new Hit(1, 7, "a.jpg", "x/a.jpg", 0.25, 4, 3), Assert.Single(model.Hits));
        Assert.Null(model.Error);
        Assert.Equal("/v1/search", Assert.Single(backend.Requests).Address);
    }

    [Fact]
    public async Task A_picture_is_sent_as_a_file_beside_the_request()
    {
        byte[]? picture = null;
        string? request = null;
        await using FakeBackend backend = await FakeBackend.StartAsync(async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            using MemoryStream bytes = new();
            await form.Files["picture"]!.CopyToAsync(bytes, context.RequestAborted);
            picture = bytes.ToArray();
            request = form["request"];
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Answer);
        });
        using HttpClient http = Http(backend.Address);

        await new ImageSearchClient(http).SearchByPictureAsync(
            new byte[] { 1, 2, 3 }, "fünf \"Hunde\".png", new SearchRequest { Count = 5 }, CancellationToken);

        Assert.Equal([1, 2, 3], picture);
        Assert.Equal(5, JsonDocument.Parse(request!).RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_refusal_says_what_the_backend_said()
    {
        await using FakeBackend backend = await FakeBackend.StartWithTextAsync(
            422,
            "application/problem+json",
            """{"status":422,"title":"Wrong","detail":"Say what to look for.","errors":{"query":["is empty"]}}""");
        using HttpClient http = Http(backend.Address);

        ImageSearchException error = await FailAsync(http);

        Assert.Equal("Say what to look for.", error.Message);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, error.Status);
        Assert.Equal(["is empty"], error.Problem!.Errors!["query"]);
        Assert.False(error.IsUnreachable);
    }

    [Fact]
    public async Task A_refusal_says_when_to_try_again()
    {
        await using FakeBackend backend = await FakeBackend.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });
        using HttpClient http = Http(backend.Address);

        ImageSearchException error = await FailAsync(http);

        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
        Assert.Equal("The backend answered 429.", error.Message);
    }

    [Theory]
    [InlineData(502, "text/html", "<h1>Bad gateway</h1>", "The backend answered 502.")]
    [InlineData(500, "application/problem+json", "{broken", "not understood")]
    [InlineData(500, "application/problem+json", "", "not understood")]
    [InlineData(200, "text/html", "<h1>Another service</h1>", "not understood")]
    [InlineData(200, "application/json", "{\"models\":", "not understood")]
    [InlineData(200, "application/json", "null", "not understood")]
    [InlineData(200, "application/json", "{}", "not understood")]
    [InlineData(200, "application/json", "", "not understood")]
    public async Task An_answer_that_is_none_is_told_in_words(int status, string type, string body, string message)
    {
        await using FakeBackend backend = await FakeBackend.StartWithTextAsync(status, type, body);
        using HttpClient http = Http(backend.Address);

        ImageSearchException error = await FailAsync(http);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "application/json")]
    [InlineData(500, "application/problem+json")]
    public async Task An_answer_that_breaks_off_is_told_in_words(int status, string type)
    {
        await using FakeBackend backend = await FakeBackend.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"status\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using HttpClient http = Http(backend.Address);

        ImageSearchException error = await FailAsync(http);

        Assert.Contains("broke its answer off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_is_not_there_is_unreachable()
    {
        using HttpClient http = Http(RunningFrontend.Nowhere);

        ImageSearchException error = await FailAsync(http);

        Assert.True(error.IsUnreachable);
        Assert.Contains("imagesearch api", error.Message, StringComparison.Ordinal);
        Assert.Contains(RunningFrontend.Nowhere, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backend_that_does_not_answer_in_time_is_unreachable(bool afterHeaders)
    {
        await using FakeBackend backend = await FakeBackend.StartAsync(async context =>
        {
            if (afterHeaders)
            {
                context.Response.ContentType = "application/json";
                await context.Response.StartAsync(context.RequestAborted);
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using HttpClient http = Http(backend.Address);
        http.Timeout = TimeSpan.FromSeconds(1);

        ImageSearchException error = await FailAsync(http);

        Assert.True(error.IsUnreachable);
        Assert.Contains("within 1 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_is_a_cancellation_not_an_error()
    {
        using CancellationTokenSource givingUp = new();
        await using FakeBackend backend = await FakeBackend.StartAsync(async context =>
        {
            await givingUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using HttpClient http = Http(backend.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ImageSearchClient(http).SearchAsync(Dog, givingUp.Token));
    }

    [Fact]
    public async Task A_job_is_followed_until_it_ends()
    {
        const string Job = "\"done\":1,\"listed\":2,\"isListingComplete\":true,\"indexed\":1,\"unchanged\":0,"
            + "\"moved\":0,\"removed\":0,\"skipped\":0,\"createdAt\":\"2026-01-01T00:00:00Z\"";
        await using FakeBackend backend = await FakeBackend.StartWithTextAsync(
            200,
            "text/event-stream",
            $"data: {{\"id\":\"j\",\"state\":\"running\",{Job}}}\n\n"
            + $"data: {{\"id\":\"j\",\"state\":\"completed\",{Job}}}\n\n");
        using HttpClient http = Http(backend.Address);

        List<string> states = [];
        await foreach (IndexJob job in new ImageSearchClient(http).FollowIndexJobAsync("j", CancellationToken))
        {
            states.Add(job.State);
        }

        Assert.Equal(["running", "completed"], states);
        Assert.Equal("/v1/index-jobs/j/events", Assert.Single(backend.Requests).Address);
    }

    [Theory]
    [InlineData(200, "image/jpeg", "", null)]
    [InlineData(404, "application/problem+json", """{"detail":"The file is gone."}""", "The file is gone.")]
    public async Task Why_a_picture_is_missing_can_be_asked(int status, string type, string body, string? problem)
    {
        await using FakeBackend backend = await FakeBackend.StartWithTextAsync(status, type, body);
        using HttpClient http = Http(backend.Address);

        Assert.Equal(problem, await new ImageSearchClient(http).FindPictureProblemAsync(7, CancellationToken));
    }

    private static HttpClient Http(string address) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address + "/") };

    private static Task<ImageSearchException> FailAsync(HttpClient http) =>
        Assert.ThrowsAsync<ImageSearchException>(() => new ImageSearchClient(http).SearchAsync(Dog, CancellationToken));
}
