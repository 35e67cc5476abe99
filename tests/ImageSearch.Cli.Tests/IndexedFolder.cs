namespace ImageSearch.Cli.Tests;

/// <summary>Six pictures, indexed with two models, for tests that only read.</summary>
public sealed class IndexedFolder : IAsyncLifetime
{
    internal TestFolder Folder { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Folder.AddModels("first", "second");
        Folder.AddPictures();
        ToolResult result = await ToolProcess.RunAsync(Folder, "index", Folder.Pictures);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
