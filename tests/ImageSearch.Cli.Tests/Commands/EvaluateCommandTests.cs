using System.Text.Json;

namespace ImageSearch.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public EvaluateCommandTests()
    {
        _folder.AddModels("first");
        _folder.AddPictures();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recalls_are_per_cent_and_the_colours_find_their_pictures()
    {
        string captions = Captions("red", "green", "blue", "yellow");

        ToolResult result = await ToolProcess.RunAsync(
            _folder, "evaluate", "--captions", captions, "--output", _folder.At("reports"), "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        JsonElement report = Assert.Single(result.Json.GetProperty("reports").EnumerateArray());
        Assert.Equal(4, report.GetProperty("images").GetInt32());
        Assert.Equal(100, report.GetProperty("metrics").GetProperty("textToImage").GetProperty("recallAt1").GetDouble());
        Assert.Equal("all", report.GetProperty("split").GetString());
        string file = Assert.Single(Directory.GetFiles(_folder.At("reports")));
        Assert.Matches("^first-.+-all\\.json$", Path.GetFileName(file));
    }

    [Fact]
    public async Task A_missing_picture_is_skipped_and_exits_with_1()
    {
        string captions = Captions("red", "green", "missing");

        ToolResult result = await ToolProcess.RunAsync(_folder, "evaluate", "--captions", captions, "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "missing.png",
            Assert.Single(result.Json.GetProperty("skipped").EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_captions_file_that_is_not_there_exits_with_3_and_an_empty_split_with_2()
    {
        ToolResult missing = await ToolProcess.RunAsync(_folder, "evaluate", "--captions", _folder.At("none.jsonl"));
        ToolResult empty = await ToolProcess.RunAsync(
            _folder, "evaluate", "--captions", Captions("red"), "--split", "train");

        Assert.Equal(3, missing.ExitCode);
        Assert.Equal(2, empty.ExitCode);
    }

    private string Captions(params string[] colours) => _folder.AddFile(
        "pictures/captions.jsonl",
        string.Concat(colours.Select(c => $$"""{"file": "{{c}}.png", "split": "val", "captions": ["{{c}}"]}""" + "\n")));
}
