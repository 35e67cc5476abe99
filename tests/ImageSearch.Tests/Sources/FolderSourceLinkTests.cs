using ImageSearch.Sources;

namespace ImageSearch.Tests.Sources;

public sealed class FolderSourceLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SourceProblem> _problems = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Circles_of_links_end_and_each_real_folder_comes_once()
    {
        string real = _folder.Write("zoo/a.jpg");
        Link("zoo/again", "zoo");
        Link("alias", "zoo");
        Link("up", ".");
        Link("zoo/deep", "");
        Assert.Equal([real], await PathsAsync());
        Assert.Empty(_problems);
    }

    [Fact]
    public async Task Links_out_of_the_folder_are_followed_once()
    {
        using TemporaryFolder outside = new();
        outside.Write("x/a.jpg");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "one"), outside.Path);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "two"), Path.Combine(outside.Path, "x"));
        Assert.Equal([Path.Combine(_folder.Path, "one", "x", "a.jpg")], await PathsAsync());
    }

    [Fact]
    public async Task A_link_to_the_folder_above_is_reported_not_followed()
    {
        string inner = _folder.Write("inner/a.jpg");
        _folder.Write("b.jpg");
        Link("inner/up", "");
        Assert.Equal([inner], await PathsAsync(new() { Folder = Path.Combine(_folder.Path, "inner") }));
        Assert.EndsWith("up", Assert.Single(_problems).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_file_has_the_size_and_time_of_its_target()
    {
        using TemporaryFolder outside = new();
        string target = outside.Write("t.bin", new byte[1234]);
        string link = Path.Combine(_folder.Path, "l.jpg");
        File.CreateSymbolicLink(link, target);
        FolderSource source = new(new() { Folder = _folder.Path });
        SourceItem item = Assert.Single(await ListAsync(source));
        Assert.Equal(new SourceItem(link, 1234, new DateTimeOffset(File.GetLastWriteTimeUtc(target))), item);
        Assert.Equal(1234, (await source.ReadAsync(item, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Broken_links_are_reported()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "gone.jpg"), "/nowhere/at/all.jpg");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "self.jpg"), "self.jpg");
        Assert.Empty(await ListAsync());
        Assert.Equal(["gone.jpg", "self.jpg"], _problems.Select(p => Path.GetFileName(p.Path)).Order());
    }

    [Fact]
    public async Task A_source_that_is_itself_a_link_keeps_its_own_name()
    {
        using TemporaryFolder outside = new();
        outside.Write("a.jpg");
        string link = Path.Combine(_folder.Path, "link");
        Directory.CreateSymbolicLink(link, outside.Path);
        Assert.Equal([Path.Combine(link, "a.jpg")], await PathsAsync(new() { Folder = link + "/" }));
    }

    private void Link(string link, string target) => Directory.CreateSymbolicLink(
        Path.Combine(_folder.Path, link), Path.Combine(_folder.Path, target));

    private async Task<string[]> PathsAsync(FolderSourceOptions? options = null) =>
        [.. (await ListAsync(new FolderSource(options ?? new() { Folder = _folder.Path }))).Select(i => i.Path)];

    private async Task<List<SourceItem>> ListAsync(FolderSource? source = null)
    {
        source ??= new FolderSource(new() { Folder = _folder.Path });
        List<SourceItem> items = [];
        await foreach (SourceItem item in source.ListAsync(_problems.Add, TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        return items;
    }
}
