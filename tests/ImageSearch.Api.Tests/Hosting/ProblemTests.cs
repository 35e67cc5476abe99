using System.Net;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Hosting;

public sealed class ProblemTests
{
    [Fact]
    public async Task An_unknown_address_is_404()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.GetAsync("/nowhere");
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_method_is_405_and_names_the_right_one()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.SendAsync(HttpMethod.Delete, "/healthz");
        Problem problem = await response.ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Whoever_accepts_pictures_only_is_told_the_problem_as_well()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.GetAsync("/nowhere", ("Accept", "image/webp"));
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_failure_is_500_without_its_text_and_logged_with_it()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.GetAsync("/test/failure");
        await response.ProblemAsync(HttpStatusCode.InternalServerError);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("planted", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.Contains(backend.Log.Lines, line => line.Exception?.Message == PlantedEndpoints.ExceptionText);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{"query": 5}""", "$.query")]
    [InlineData("""{"count": "many"}""", "$.count")]
    [InlineData("""{"count": 2.5}""", "$.count")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "JSON")]
    [InlineData("", "missing")]
    [InlineData("null", "missing")]
    public async Task What_is_not_the_expected_JSON_is_400_and_says_where(string body, string hint)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/echo", Answers.Json(body));
        Problem problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains(hint, problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(backend.Log.Lines, line => line.Exception is not null);
    }

    [Fact]
    public async Task Another_content_type_is_415()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using StringContent text = new("""{"query": "a dog"}""");
        using HttpResponseMessage response = await backend.SendAsync(HttpMethod.Post, "/test/echo", text);
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(64 * 1024 - 100, HttpStatusCode.OK)]
    [InlineData(64 * 1024 + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_beyond_64_KB_is_413(int length, HttpStatusCode status)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        const string Frame = """{"query": ""}""";
        string body = Frame.Insert(Frame.Length - 2, new string('a', length - Frame.Length));
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/echo", Answers.Json(body));
        Assert.Equal(status, response.StatusCode);
        if (status != HttpStatusCode.OK)
        {
            await response.ProblemAsync(status);
        }
    }
}
