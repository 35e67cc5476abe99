namespace ImageSearch.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public DemoCommandTests() => _folder.AddModels("first", "second");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Photos_are_indexed_and_queries_answered_with_both_models()
    {
        _folder.AddPictures();

        ToolResult first = await ToolProcess.RunAsync(_folder, "demo", "--photos", _folder.Pictures, "--no-browser");
        ToolResult second = await ToolProcess.RunAsync(_folder, "demo", "--photos", _folder.Pictures);

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("a man surfing a wave", first.Out, StringComparison.Ordinal);
        Assert.Contains("second", first.Out, StringComparison.Ordinal);
        Assert.Contains("imagesearch search", first.Out, StringComparison.Ordinal);
        Assert.Contains("Indexed 6", first.Error, StringComparison.Ordinal);
        Assert.Contains("unchanged 6", second.Error, StringComparison.Ordinal);
        Assert.Contains("web page is not part of this version", second.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("library")), "The user's own library was touched.");
    }

    [Fact]
    public async Task Scenes_are_drawn_once_and_shown_by_their_captions()
    {
        ToolResult first = await ToolProcess.RunAsync(_folder, "demo", "--no-browser");
        ToolResult second = await ToolProcess.RunAsync(_folder, "demo", "--no-browser");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("Drew 500 scenes", first.Error, StringComparison.Ordinal);
        Assert.Contains("Indexed 500", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Drew", second.Error, StringComparison.Ordinal);
        Assert.Contains("unchanged 500", second.Error, StringComparison.Ordinal);
        Assert.Equal(first.Out, second.Out);
        Assert.DoesNotContain("scene-0", first.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_exits_with_3()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "demo", "--photos", _folder.At("gone"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(_folder.At("gone"), result.Error, StringComparison.Ordinal);
    }
}
