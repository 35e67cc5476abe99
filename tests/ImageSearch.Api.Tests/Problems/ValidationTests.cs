using System.Net;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Problems;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("""{"count": 0}""", "count")]
    [InlineData("""{"count": 201}""", "count")]
    [InlineData("""{"notWeight": 1.5}""", "notWeight")]
    [InlineData("""{"filter": {"sizeFrom": -1}}""", "filter.sizeFrom")]
    [InlineData("""{"models": ["","","","","","","","","","","","","","","","",""]}""", "models")]
    public async Task A_wrong_field_is_422_under_its_name_in_the_JSON(string body, string field)
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/echo", Answers.Json(body));
        Problem problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(problem.Errors);
        Assert.Equal([field], problem.Errors.Keys);
        Assert.StartsWith(field, Assert.Single(problem.Errors[field]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/echo", Answers.Json("""{"count": 0, "notWeight": -1}"""));
        Problem problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["count", "notWeight"], problem.Errors!.Keys.Order());
    }

    [Fact]
    public async Task Right_fields_pass()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using HttpResponseMessage response = await backend.SendAsync(
            HttpMethod.Post, "/test/echo", Answers.Json("""{"count": 200, "filter": {"sizeFrom": 0}}"""));
        Assert.Equal("200", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
