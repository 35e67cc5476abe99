using System.Net;
using System.Text.Json;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Endpoints;

public sealed class SearchValidationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}", "query")]
    [InlineData("""{"query": ""}""", "query")]
    [InlineData("""{"query": " \t"}""", "query")]
    [InlineData("""{"query": 5}""", "query")]
    [InlineData("""{"query": "\ud800"}""", "query")]
    [InlineData("""{"query": "red", "similarTo": 1}""", "similarTo")]
    [InlineData("""{"similarTo": "one"}""", "similarTo")]
    [InlineData("""{"query": "red", "not": " "}""", "not")]
    [InlineData("""{"query": "red", "notWeight": 1.1}""", "notWeight")]
    [InlineData("""{"query": "red", "notWeight": -0.1}""", "notWeight")]
    [InlineData("""{"query": "red", "count": 0}""", "count")]
    [InlineData("""{"query": "red", "count": 201}""", "count")]
    [InlineData("""{"query": "red", "count": "ten"}""", "count")]
    [InlineData("""{"query": "red", "count": 1e10}""", "count")]
    [InlineData("""{"query": "red", "models": ["resnet", "nonesuch"]}""", "models")]
    [InlineData("""{"query": "red", "models": [null]}""", "models")]
    [InlineData("""{"query": "red", "models": [5]}""", "models")]
    [InlineData("""{"query": "red", "models": ["../models/resnet"]}""", "models")]
    [InlineData("""{"query": "red", "models": "resnet"}""", "models")]
    [InlineData("""{"query": "red", "models": ["resnet"], "cursor": "damaged"}""", "cursor")]
    [InlineData("""{"query": "red", "models": ["resnet"], "cursor": ""}""", "cursor")]
    [InlineData("""{"query": "red", "models": ["resnet", "vit"], "cursor": "damaged"}""", "cursor")]
    [InlineData("""{"query": "red", "cursor": "damaged"}""", "cursor")]
    [InlineData("""{"query": "red", "filter": {"sizeFrom": -1}}""", "filter.sizeFrom")]
    [InlineData("""{"query": "red", "filter": {"sizeFrom": 2, "sizeTo": 1}}""", "filter.sizeTo")]
    [InlineData("""{"query": "red", "filter": {"path": ""}}""", "filter.path")]
    [InlineData("""{"query": "red", "filter": {"modifiedFrom": "yesterday"}}""", "filter.modifiedFrom")]
    [InlineData(
        """{"query": "red", "filter": {"modifiedFrom": "2024-01-02T00:00:00Z", "modifiedTo": "2024-01-01T00:00:00Z"}}""",
        "filter.modifiedTo")]
    public async Task A_wrong_field_is_422_and_named(string body, string field)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet", "vit"]);
        using HttpResponseMessage response = await backend.PostJsonAsync("/v1/search", body);
        Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal([field], problem.Errors!.Keys);
        Assert.NotEmpty(Assert.Single(problem.Errors[field]));
    }

    [Fact]
    public async Task All_wrong_fields_are_told_at_once()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        ImageSearchException refused = await Assert.ThrowsAsync<ImageSearchException>(() => backend.Client.SearchAsync(
            new() { Query = " ", Count = 0, Models = [.. Enumerable.Repeat("nonesuch", 17)] }, Cancellation));
        Assert.Equal(["count", "models", "query"], refused.Problem!.Errors!.Keys.Order());
        Assert.Equal(2, refused.Problem.Errors["models"].Length);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("not")]
    public async Task A_text_of_10000_characters_is_422(string field)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        string text = new('a', 10_000);
        SearchRequest request = new() { Query = field == "query" ? text : "red", Not = field == "not" ? text : null };
        ImageSearchException refused = await Assert.ThrowsAsync<ImageSearchException>(
            () => backend.Client.SearchAsync(request, Cancellation));
        Assert.Equal([field], refused.Problem!.Errors!.Keys);
        Assert.Contains("1,000", refused.Message, StringComparison.Ordinal);
        Assert.Contains("10,000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_the_greatest_length_is_answered()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        SearchResponse response = await backend.Client.SearchAsync(new() { Query = new('é', 1000) }, Cancellation);
        Assert.Equal(6, response.Models[0].Hits.Count);
    }

    [Fact]
    public async Task A_cursor_of_another_query_or_model_is_422()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet", "vit"]);
        SearchRequest request = new() { Query = "red", Count = 2, Models = ["resnet"] };
        SearchResponse first = await backend.Client.SearchAsync(request, Cancellation);
        string cursor = first.Models[0].NextCursor!;
        SearchRequest[] foreign =
        [
            request with { Cursor = cursor, Query = "blue" },
            request with { Cursor = cursor, Models = ["vit"] },
            request with { Cursor = cursor, Filter = new SearchFilter { SizeFrom = 1 } },
        ];
        foreach (SearchRequest other in foreign)
        {
            ImageSearchException refused = await Assert.ThrowsAsync<ImageSearchException>(
                () => backend.Client.SearchAsync(other, Cancellation));
            Assert.Equal(["cursor"], refused.Problem!.Errors!.Keys);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("\"red\"")]
    [InlineData("""{"query": "red"}}""")]
    public async Task What_is_no_JSON_object_is_400(string body)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using HttpResponseMessage response = await backend.PostJsonAsync("/v1/search", body);
        await backend.ReadProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Objects_in_objects_without_end_are_400()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        string deep = string.Concat(Enumerable.Repeat("""{"filter":""", 1000));
        using HttpResponseMessage response = await backend.PostJsonAsync("/v1/search", deep);
        await backend.ReadProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_not_declared_as_JSON_is_415()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using StringContent text = new(JsonSerializer.Serialize(new { query = "red" }));
        using HttpResponseMessage response = await backend.Http.PostAsync("/v1/search", text, Cancellation);
        await backend.ReadProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
    }
}
