using System.Diagnostics;
using System.Text.Json;

namespace ImageSearch.Cli.Tests.Commands;

public sealed class SearchCommandTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>
{
    private readonly TestFolder _folder = indexed.Folder;

    [Fact]
    public async Task Json_is_one_document_with_the_hits_of_each_model_best_first()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "search", "red", "-t", "3", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("red", result.Json.GetProperty("query").GetString());
        JsonElement results = result.Json.GetProperty("results");
        Assert.Equal(["first", "second"], results.EnumerateObject().Select(model => model.Name));
        foreach (JsonProperty model in results.EnumerateObject())
        {
            Assert.Equal(3, model.Value.GetArrayLength());
            Assert.Equal(Path.Combine(_folder.Pictures, "red.png"), model.Value[0].GetProperty("path").GetString());
            float[] scores = [.. model.Value.EnumerateArray().Select(hit => hit.GetProperty("similarity").GetSingle())];
            Assert.Equal(scores.OrderDescending(), scores);
            Assert.InRange(scores[0], 0.5f, 1f);
        }
    }

    [Fact]
    public async Task A_file_of_queries_gives_one_json_line_a_query_in_order()
    {
        string queries = _folder.AddFile("queries.txt", "green\n\nblue\nred\n");

        ToolResult result = await ToolProcess.RunAsync(
            _folder, "search", "--queries", queries, "-t", "1", "--model", "second", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(["green", "blue", "red"], result.JsonLines.Select(line => line.GetProperty("query").GetString()));
        Assert.Equal(
            ["green.png", "blue.png", "red.png"],
            result.JsonLines.Select(line => Path.GetFileName(
                line.GetProperty("results").GetProperty("second")[0].GetProperty("path").GetString())));
        Assert.Equal(["query", "results"], result.JsonLines[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_picture_finds_itself()
    {
        string image = Path.Combine(_folder.Pictures, "yellow.png");

        ToolResult result = await ToolProcess.RunAsync(_folder, "search", "--image", image, "-t", "1", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        JsonElement hit = result.Json.GetProperty("results").GetProperty("first")[0];
        Assert.Equal(image, hit.GetProperty("path").GetString());
        Assert.InRange(hit.GetProperty("similarity").GetSingle(), 0.999f, 1.001f);
    }

    [Fact]
    public async Task Csv_has_a_header_and_a_record_a_hit_ended_by_cr_lf()
    {
        ToolResult result = await ToolProcess.RunAsync(
            _folder, "search", "red, \"or\" so", "--model", "first", "-t", "2", "--csv");

        string[] lines = result.Out.Split("\r\n");
        Assert.Equal("query,model,rank,path,similarity", lines[0]);
        Assert.StartsWith("\"red, \"\"or\"\" so\",first,1,", lines[1]);
        Assert.StartsWith("\"red, \"\"or\"\" so\",first,2,", lines[2]);
        Assert.Equal("", lines[3]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task The_table_shows_the_models_side_by_side()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "search", "red", "-t", "2");

        Assert.True(result.ExitCode == 0, result.Error);
        string row = result.Out.Split('\n').First(line => line.Contains("red.png", StringComparison.Ordinal));
        Assert.Equal(2, row.Split("red.png").Length - 1);
        Assert.Contains("second =", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_page_goes_on_where_the_first_ended()
    {
        string[] query = ["search", "red", "--model", "first", "-t", "4", "--json"];
        JsonElement first = (await ToolProcess.RunAsync(_folder, query)).Json;
        string cursor = first.GetProperty("next").GetProperty("first").GetString()!;

        JsonElement second = (await ToolProcess.RunAsync(_folder, [.. query, "--cursor", cursor])).Json;

        string?[] paths = [.. new[] { first, second }.SelectMany(page =>
            page.GetProperty("results").GetProperty("first").EnumerateArray()
                .Select(hit => hit.GetProperty("path").GetString()))];
        Assert.Equal(6, paths.Distinct().Count());
        Assert.Equal(6, paths.Length);
        Assert.False(second.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task A_path_filter_that_nothing_passes_fails_only_where_asked()
    {
        string[] query = ["search", "red", "--path", "*/nowhere/*", "--json"];

        ToolResult plain = await ToolProcess.RunAsync(_folder, query);
        ToolResult failing = await ToolProcess.RunAsync(_folder, [.. query, "--fail-on-empty"]);

        Assert.Equal(0, plain.ExitCode);
        Assert.Equal(0, plain.Json.GetProperty("results").GetProperty("first").GetArrayLength());
        Assert.Equal(1, failing.ExitCode);
    }

    [Theory]
    [InlineData("--path", "*/red.png", 1)]
    [InlineData("--min-size", "1G", 0)]
    [InlineData("--max-size", "1M", 6)]
    [InlineData("--after", "2001-02-03", 6)]
    [InlineData("--before", "2001-02-03", 0)]
    public async Task Filters_choose_the_pictures(string option, string value, int expected)
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "search", "a dog", option, value, "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(expected, result.Json.GetProperty("results").GetProperty("first").GetArrayLength());
    }

    [Fact]
    public async Task A_query_of_10_000_characters_is_cut_with_a_warning()
    {
        string query = string.Concat(Enumerable.Repeat("red dog on ", 910))[..10_000];

        ToolResult result = await ToolProcess.RunAsync(_folder, "search", query, "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(query, result.Json.GetProperty("query").GetString());
        Assert.NotEmpty(result.Json.GetProperty("warnings").GetProperty("first").GetString()!);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("search", " ")]
    [InlineData("search", "red", "--json", "--csv")]
    [InlineData("search", "red", "-t", "0")]
    [InlineData("search", "red", "-t", "1001")]
    [InlineData("search", "red", "--after", "yesterday")]
    [InlineData("search", "red", "--min-size", "-5")]
    [InlineData("search", "red", "--image", "red.png")]
    [InlineData("search", "red", "--model", "../../etc/passwd")]
    [InlineData("search", "red", "--cursor", "nonsense")]
    [InlineData("search", "red", "blue")]
    [InlineData("find", "red")]
    public async Task Wrong_usage_exits_with_2_and_prints_nothing_on_stdout(params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.StartsWith("imagesearch: ", result.Error);
    }

    [Fact]
    public async Task A_library_that_is_not_there_exits_with_3_and_is_not_created()
    {
        string library = _folder.At("no-library");

        ToolResult result = await ToolProcess.RunAsync(_folder, "search", "red", "--library", library);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(library, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(library));
    }

    [Theory, InlineData("INT", 2), InlineData("TERM", 15)]
    public async Task An_interruption_exits_with_130(string signal, int number)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are read from /proc.");
        Assert.SkipWhen(Signals.IsIgnored(number), $"SIG{signal} is ignored here, as in a background job, and so by children.");
        using Process process = ToolProcess.Start(_folder, "search", "--queries", "-", "-t", "1", "--json");
        await process.StandardInput.WriteAsync(string.Concat(Enumerable.Repeat("red\n", 32)));
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        ToolResult result = await ToolProcess.FinishAsync(process);

        Assert.True(result.ExitCode == 130, result.Error);
        Assert.Contains("Cancelled", result.Error, StringComparison.Ordinal);
    }
}
