using System.Diagnostics;
using ImageSearch.Decoding;
using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

public sealed class FullDiskTests
{
    private const int Pictures = 3000;

    [Fact]
    public async Task A_database_that_cannot_grow_is_a_clear_error_and_stays_readable()
    {
        using LibraryFixture fixture = new(new LibraryOptions { MaximumPages = 60 });
        await AssertFailsClearlyAsync(fixture.Library);
        AssertReadable(fixture.Library);
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_and_the_library_stays_readable()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a disk.");
        using TemporaryFolder folder = new();
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk), "This system mounts no tmpfs.");
        try
        {
            using (Library library = Library.Open(disk))
            {
                await AssertFailsClearlyAsync(library);
                AssertReadable(library);
            }

            Fill(Path.Combine(disk, "filler"));
            using (Library again = Library.Open(disk))
            {
                AssertReadable(again);
            }
        }
        finally
        {
            Assert.True(Run("umount", disk));
        }
    }

    private static async Task AssertFailsClearlyAsync(Library library)
    {
        FakeSource source = new();
        for (int i = 0; i < Pictures; i++)
        {
            source.Add(i);
        }

        using FakeEmbedder embedder = new(dimension: 256);
        ImageIndexer indexer = new(library, new ImageDecoder(), [embedder], new IndexOptions { CommitSize = 16 });
        LibraryException error = await Assert.ThrowsAsync<LibraryException>(
            () => indexer.RunAsync(source, null, TestContext.Current.CancellationToken));
        Assert.True(error.IsDiskFull);
        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains(library.File, error.Message, StringComparison.Ordinal);
    }

    private static void AssertReadable(Library library)
    {
        long count = library.CountItems();
        Assert.InRange(count, 1, Pictures - 1);
        Assert.Empty(library.Check());
        using FakeEmbedder embedder = new(dimension: 256);
        using FlatStore store = FlatStore.Open(library, embedder.ModelHash);
        Assert.Equal(count, store.Count);
        LibraryItem item = library.ListItems(ItemState.Indexed, count: 1)[0];
        Assert.Equal(item.Id, store.Search(library.GetVector(embedder.ModelHash, item.Id), 1)[0].Id);
    }

    /// <summary>Takes all the space that is left.</summary>
    private static void Fill(string path)
    {
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        Action fill = () =>
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        };
        Assert.Throws<IOException>(fill);
    }

    private static bool Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
