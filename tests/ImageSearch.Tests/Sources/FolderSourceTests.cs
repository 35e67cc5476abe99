using System.Diagnostics;
using System.Text;
using ImageSearch.Sources;

namespace ImageSearch.Tests.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SourceProblem> _problems = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pictures_are_found_at_any_depth_with_size_and_time()
    {
        string path = _folder.Write("a/b/c/photo.JPG", [1, 2, 3, 4, 5]);
        DateTime time = new(2020, 2, 29, 12, 0, 1, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);
        _folder.Write("notes.txt");
        SourceItem item = Assert.Single(await ListAsync());
        Assert.Equal(new SourceItem(path, 5, new DateTimeOffset(time)), item);
        Assert.Empty(_problems);
    }

    [Fact]
    public async Task Every_picture_extension_is_listed_and_empty_files_as_well()
    {
        string[] names =
            ["jpg", "jpeg", "jpe", "jfif", "PNG", "webp", "gif", "tif", "TIFF", "avif", "heic", "heif", "bmp"];
        foreach (string name in names)
        {
            _folder.Write("x." + name, []);
        }

        Assert.Equal(names.Length, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Hidden_and_system_folders_are_left_out()
    {
        string seen = _folder.Write("seen.jpg");
        foreach (string hidden in (string[])[
            ".hidden.jpg", ".thumbnails/a.jpg", "@eaDir/a.jpg", "x/@EADIR/a.jpg", "node_modules/p/a.png", ".git/a.jpg",
            "System Volume Information/a.jpg", "$RECYCLE.BIN/a.jpg"])
        {
            _folder.Write(hidden);
        }

        Assert.Equal([seen], await PathsAsync());
        Assert.Empty(_problems);
    }

    [Fact]
    public async Task Hidden_files_are_listed_when_asked_for_but_system_folders_are_not()
    {
        string hidden = _folder.Write(".thumbnails/.a.jpg");
        _folder.Write(".git/b.jpg");
        _folder.Write("@eaDir/c.jpg");
        Assert.Equal([hidden], await PathsAsync(new() { Folder = _folder.Path, IncludeHidden = true }));
    }

    [Fact]
    public async Task Patterns_choose_and_leave_out()
    {
        string kept = _folder.Write("2024/summer/a.jpg");
        _folder.Write("2024/private/b.jpg");
        _folder.Write("2024/summer/c_edit.jpg");
        _folder.Write("2023/d.jpg");
        _folder.Write("2024/e.png");
        FolderSourceOptions options = new()
        {
            Folder = _folder.Path,
            Include = ["2024/**/*.jpg"],
            Exclude = ["private", "*_edit.*"],
        };
        Assert.Equal([kept], await PathsAsync(options));
    }

    [Theory]
    [InlineData("🐶🏖️.jpg")]
    [InlineData("line\nbreak\t.jpg")]
    [InlineData("  spaces  .jpg")]
    [InlineData("e\u0301 and é.jpg")]
    [InlineData("日本語/عربى/a.jpg")]
    [InlineData("back\\slash.jpg")]
    [InlineData("*?[x]{a,b}.jpg")]
    [InlineData("~$'\"`;&|.jpg")]
    public async Task Any_name_is_listed_and_read(string name)
    {
        string path = _folder.Write(name, [7]);
        FolderSource source = new(new() { Folder = _folder.Path });
        SourceItem item = Assert.Single(await ListAsync(source));
        Assert.Equal(path, item.Path);
        Assert.Equal([7], await source.ReadAsync(item, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_reported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such names.");
        string good = _folder.Write("good.jpg");
        await ShellAsync(
            $"cd '{_folder.Path}' && : > \"$(printf 'bad\\377.jpg')\" && mkdir \"$(printf 'dir\\377')\"");
        try
        {
            Assert.Equal([good], await PathsAsync());
            Assert.Equal(2, _problems.Count);
            Assert.All(_problems, p => Assert.Contains("UTF-8", p.Reason, StringComparison.Ordinal));
        }
        finally
        {
            await ShellAsync($"rm -rf '{_folder.Path}'/*");
        }
    }

    [Fact]
    public async Task A_missing_folder_and_a_file_in_its_place_are_errors()
    {
        string file = _folder.Write("a.jpg");
        string missing = Path.Combine(_folder.Path, "missing");
        var first = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => PathsAsync(new() { Folder = missing }));
        Assert.Contains(missing, first.Message, StringComparison.Ordinal);
        var second = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => PathsAsync(new() { Folder = file }));
        Assert.Contains("is a file", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_permission_is_reported_and_passed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are set in another way there.");
        string seen = _folder.Write("seen/a.jpg");
        string closed = Path.GetDirectoryName(_folder.Write("closed/b.jpg"))!;
        await ShellAsync($"chmod 000 '{closed}'");
        try
        {
            Assert.SkipWhen(CanList(closed), "This user may read everything.");
            Assert.Equal([seen], await PathsAsync());
            Assert.Equal(closed, Assert.Single(_problems).Path);
        }
        finally
        {
            await ShellAsync($"chmod 700 '{closed}'");
        }
    }

    [Fact]
    public async Task A_folder_that_the_system_cannot_open_is_reported_and_passed_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit of 4,096 bytes a path is Linux's.");
        string seen = _folder.Write("seen/a.jpg");
        string name = new('d', 250);
        await ShellAsync($"cd '{_folder.Path}'; for i in $(seq 20); do mkdir {name}; cd -P {name}; done; : > a.jpg");
        try
        {
            Assert.Equal([seen], await PathsAsync());
            Assert.Contains("cannot be", Assert.Single(_problems).Reason, StringComparison.Ordinal);
        }
        finally
        {
            await ShellAsync($"rm -rf '{_folder.Path}/{name}'");
        }
    }

    [Fact]
    public async Task A_pipe_with_a_pictures_name_never_blocks()
    {
        string path = Path.Combine(_folder.Path, "pipe.jpg");
        await ShellAsync($"mkfifo '{path}'");
        FolderSource source = new(new() { Folder = _folder.Path });
        SourceItem item = Assert.Single(await ListAsync(source));
        Assert.Empty(await source.ReadAsync(item, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_named_like_a_picture_is_a_folder()
    {
        string inside = _folder.Write("x.jpg/y.jpg");
        Assert.Equal([inside], await PathsAsync());
    }

    [Fact]
    public async Task A_file_that_is_gone_is_an_IOException()
    {
        FolderSource source = new(new() { Folder = _folder.Path });
        SourceItem gone = new(Path.Combine(_folder.Path, "gone.jpg"), 3, DateTimeOffset.UnixEpoch);
        await Assert.ThrowsAnyAsync<IOException>(
            () => source.ReadAsync(gone, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancellation_ends_the_listing()
    {
        _folder.Write("a.jpg");
        FolderSource source = new(new() { Folder = _folder.Path });
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (SourceItem _ in source.ListAsync(_problems.Add, cancelled.Token))
            {
            }
        });
    }

    [Fact]
    public async Task Very_deep_folders_are_listed()
    {
        StringBuilder path = new();
        for (int i = 0; i < 300; i++)
        {
            path.Append("dir/");
        }

        string deep = _folder.Write(path + "a.jpg");
        Assert.Equal([deep], await PathsAsync());
    }

    private static bool CanList(string folder)
    {
        try
        {
            return Directory.GetFiles(folder).Length >= 0;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task ShellAsync(string command)
    {
        using Process process = Process.Start("/bin/sh", ["-c", command]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

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
