using System.Text.Json;

namespace ImageSearch.Cli.Tests.Commands;

public sealed class IndexCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public IndexCommandTests()
    {
        _folder.AddModels("first");
        _folder.AddPictures();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_counts_what_became_of_the_pictures()
    {
        ToolResult first = await IndexAsync();
        File.Delete(Path.Combine(_folder.Pictures, "red.png"));
        File.Move(Path.Combine(_folder.Pictures, "blue.png"), Path.Combine(_folder.Pictures, "azure.png"));
        ToolResult second = await IndexAsync();

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal([6, 0, 0, 0], Counts(first.Json));
        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal([0, 4, 1, 1], Counts(second.Json));
        Assert.Equal(_folder.At("library"), second.Json.GetProperty("library").GetString());
        Assert.Equal("first", second.Json.GetProperty("models")[0].GetString());
    }

    [Fact]
    public async Task A_skipped_picture_is_listed_with_its_reason_and_exits_with_1()
    {
        string broken = _folder.AddFile("pictures/broken.jpg", "no picture");

        ToolResult result = await IndexAsync();

        Assert.Equal(1, result.ExitCode);
        JsonElement skipped = Assert.Single(result.Json.GetProperty("skipped").EnumerateArray());
        Assert.Equal(broken, skipped.GetProperty("path").GetString());
        Assert.NotEmpty(skipped.GetProperty("reason").GetString()!);
        Assert.Contains("broken.jpg", result.Error, StringComparison.Ordinal);
        Assert.Equal(6, result.Json.GetProperty("indexed").GetInt32());
    }

    [Fact]
    public async Task The_summary_goes_to_stderr()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "index", _folder.Pictures, "--exclude", "r*.png");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains("Indexed 5, unchanged 0, moved 0, removed 0, skipped 0", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_in_a_file_name_do_not_reach_the_terminal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Such names cannot exist.");
        _folder.AddFile("pictures/\u001b[31mred.jpg", "no picture");

        ToolResult result = await ToolProcess.RunAsync(_folder, "index", _folder.Pictures);

        Assert.DoesNotContain('\u001b', result.Error);
        Assert.Contains("\\u001B[31mred.jpg", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_exits_with_3_and_removes_nothing()
    {
        await IndexAsync();

        ToolResult result = await ToolProcess.RunAsync(_folder, "index", _folder.At("gone"), "--json");
        ToolResult search = await ToolProcess.RunAsync(_folder, "search", "red", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Equal(6, search.Json.GetProperty("results").GetProperty("first").GetArrayLength());
    }

    [Fact]
    public async Task A_file_instead_of_a_folder_is_wrong_usage()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "index", Path.Combine(_folder.Pictures, "red.png"));

        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task A_damaged_model_exits_with_3_and_names_the_file()
    {
        string tower = _folder.At("models", "first", "image.onnx");
        byte[] bytes = await File.ReadAllBytesAsync(tower, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(tower, bytes, TestContext.Current.CancellationToken);

        ToolResult result = await IndexAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("image.onnx", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Out);
    }

    [Fact]
    public async Task A_model_whose_manifest_is_broken_exits_with_3()
    {
        _folder.AddFile("models/bad/model.json", "{");

        ToolResult result = await ToolProcess.RunAsync(_folder, "index", _folder.Pictures, "--model", "bad");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("model.json", result.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> IndexAsync() => ToolProcess.RunAsync(_folder, "index", _folder.Pictures, "--json");

    private static int[] Counts(JsonElement json) =>
        [.. new[] { "indexed", "unchanged", "moved", "removed" }.Select(name => json.GetProperty(name).GetInt32())];
}
