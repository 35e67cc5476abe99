using System.Net;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Api.Tests.Hosting;

public sealed class LogTests
{
    private const string Words = "a-very-private-query";

    [Fact]
    public async Task A_request_is_one_line_that_names_the_route_and_not_the_address()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.GetAsync($"/test/items/7?q={Words}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        LogLine line = Assert.Single(backend.Log.Lines, line => line.Category == "ImageSearch.Hosting.RequestLog");
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.StartsWith(
            "GET /test/items/{id:long} was answered with 200 after ", line.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/test/plain?query=" + Words)]
    [InlineData("/" + Words)]
    [InlineData("/test/failure?query=" + Words)]
    public async Task What_people_look_for_is_not_in_the_log(string path)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage get = await backend.GetAsync(path);
        using HttpResponseMessage post = await backend.SendAsync(
            HttpMethod.Post, "/test/echo", Answers.Json($$"""{"query": "{{Words}}"}"""));
        using HttpResponseMessage broken = await backend.SendAsync(
            HttpMethod.Post, "/test/echo", Answers.Json($$"""{"query": "{{Words}}", "count": "{{Words}}"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.NotEmpty(backend.Log.AboveTrace);
        Assert.DoesNotContain(
            backend.Log.AboveTrace, line => line.Text.Contains(Words, StringComparison.OrdinalIgnoreCase));
    }
}
