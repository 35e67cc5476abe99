using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageSearch.Api.Tests.Services;

public sealed partial class OpenApiTests
{
    [Fact]
    public async Task The_document_is_of_version_3_1_and_lists_the_paths_and_problems()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using JsonDocument document = JsonDocument.Parse(await backend.Http.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken));
        JsonElement root = document.RootElement;
        Assert.StartsWith("3.1", root.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("ImageSearch", root.GetProperty("info").GetProperty("title").GetString());
        JsonElement operation = root.GetProperty("paths").GetProperty("/test/echo").GetProperty("post");
        Assert.Equal(
            "#/components/schemas/Problem",
            operation.GetProperty("responses").GetProperty("default").GetProperty("content")
                .GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
        JsonElement components = root.GetProperty("components");
        Assert.True(components.GetProperty("schemas").GetProperty("Problem").GetProperty("properties")
            .TryGetProperty("requestId", out _));
        Assert.Equal("bearer", components.GetProperty("securitySchemes").GetProperty("bearer")
            .GetProperty("scheme").GetString());
        JsonElement count = components.GetProperty("schemas").GetProperty("SearchRequest").GetProperty("properties")
            .GetProperty("count");
        Assert.Equal("integer", count.GetProperty("type").GetString());
        Assert.Equal(200, count.GetProperty("maximum").GetInt32());
    }

    [Fact]
    public async Task What_is_left_out_when_null_is_not_required_and_what_never_is_null_is()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync(map: PlantedEndpoints.Map);
        using JsonDocument document = JsonDocument.Parse(await backend.Http.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken));
        JsonElement schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        Assert.Equal(
            ["height", "id", "modifiedAt", "name", "path", "size", "source", "state", "width"],
            schemas.GetProperty("Item").GetProperty("required").EnumerateArray().Select(e => e.GetString()).Order());
        Assert.False(schemas.TryGetProperty("ProblemDetails", out _));
        Assert.DoesNotContain("/ProblemDetails", document.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_loads_its_own_files_only()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage response = await backend.GetAsync("/scalar");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        MatchCollection scripts = Scripts().Matches(page);
        Assert.NotEmpty(scripts);
        Uri address = response.RequestMessage!.RequestUri!;
        foreach (Match script in scripts)
        {
            using HttpResponseMessage file = await backend.GetAsync(
                new Uri(address, script.Groups[1].Value).PathAndQuery);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }

        string policy = response.Header("Content-Security-Policy")!;
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        string nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.Contains($"nonce=\"{nonce}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_view_of_the_page_has_a_nonce_of_its_own()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using HttpResponseMessage first = await backend.GetAsync("/scalar");
        using HttpResponseMessage second = await backend.GetAsync("/scalar");
        Assert.NotEqual(first.Header("Content-Security-Policy"), second.Header("Content-Security-Policy"));
    }

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Scripts();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();
}
