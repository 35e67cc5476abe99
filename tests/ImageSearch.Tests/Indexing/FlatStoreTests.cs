using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

public sealed class FlatStoreTests : IAsyncLifetime
{
    private const int Pictures = 30;
    private readonly LibraryFixture _fixture = new();

    private Library Library => _fixture.Library;

    private string Hash => _fixture.Embedder.ModelHash;

    private string ScanPath => Path.Combine(Library.Folder, $"vectors-{Hash[..16]}.scan");

    public async ValueTask InitializeAsync()
    {
        for (int i = 0; i < Pictures; i++)
        {
            _fixture.Source.Add(i);
        }

        await _fixture.IndexAsync();
    }

    public ValueTask DisposeAsync()
    {
        _fixture.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Each_picture_is_found_by_its_own_vector()
    {
        AssertFindsEveryPicture();
        Assert.True(File.Exists(ScanPath));
        Assert.Empty(Directory.GetFiles(Library.Folder, "*.tmp"));
    }

    [Fact]
    public void A_good_file_is_not_written_again()
    {
        AssertFindsEveryPicture();
        DateTime old = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(ScanPath, old);
        AssertFindsEveryPicture();
        Assert.Equal(old, File.GetLastWriteTimeUtc(ScanPath));
    }

    [Fact]
    public void A_deleted_a_cut_and_an_empty_file_are_derived_again()
    {
        AssertFindsEveryPicture();
        byte[] good = File.ReadAllBytes(ScanPath);
        File.Delete(ScanPath);
        AssertFindsEveryPicture();
        Assert.Equal(good, File.ReadAllBytes(ScanPath));

        foreach (int length in (int[])[0, 1, 255, 256, 300, good.Length / 2, good.Length - 1])
        {
            File.WriteAllBytes(ScanPath, good[..length]);
            AssertFindsEveryPicture();
            Assert.Equal(good, File.ReadAllBytes(ScanPath));
        }

        File.WriteAllBytes(ScanPath, [.. good, 0]);
        AssertFindsEveryPicture();
        Assert.Equal(good, File.ReadAllBytes(ScanPath));
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found_and_mended()
    {
        AssertFindsEveryPicture();
        byte[] good = File.ReadAllBytes(ScanPath);
        for (int place = 0; place < good.Length; place += place < 256 ? 7 : 61)
        {
            byte[] bad = [.. good];
            bad[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(ScanPath, bad);
            using FlatStore store = FlatStore.Open(Library, Hash);
            Assert.True(good.AsSpan().SequenceEqual(File.ReadAllBytes(ScanPath)), $"The flip at {place} was not seen.");
        }
    }

    [Fact]
    public async Task A_file_of_an_older_generation_is_derived_again_and_open_stores_keep_their_moment()
    {
        using FlatStore before = FlatStore.Open(Library, Hash);
        _fixture.Source.Add(1000);
        _fixture.Source.Remove("00000.bmp");
        _fixture.Source.Remove("00001.bmp");
        await _fixture.IndexAsync();

        Assert.NotEqual(before.Generation, Library.FindModel(Hash)!.Generation);
        Assert.Equal(Pictures, before.Count);
        Assert.Equal(Pictures, before.Search(Vector(5), 100).Count);
        using FlatStore after = FlatStore.Open(Library, Hash);
        Assert.Equal(Library.FindModel(Hash)!.Generation, after.Generation);
        Assert.Equal(Pictures - 1, after.Count);
        AssertFindsEveryPicture();
    }

    [Fact]
    public void A_file_of_another_library_or_model_is_derived_again()
    {
        using LibraryFixture other = new();
        Directory.CreateDirectory(other.Library.Folder);
        AssertFindsEveryPicture();
        File.Copy(ScanPath, Path.Combine(other.Library.Folder, Path.GetFileName(ScanPath)));
        other.Library.Use(c => c.Execute(
            "INSERT INTO models(name, hash, dimension, state, generation) VALUES ('fake', $1, 20, 1, $2)",
            Hash, Library.FindModel(Hash)!.Generation));
        using FlatStore store = FlatStore.Open(other.Library, Hash);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void Where_the_file_cannot_be_written_the_vectors_are_kept_in_memory_and_the_reason_is_told()
    {
        // A folder in the place of the file: not even root can rename a file over it.
        File.Delete(ScanPath);
        Directory.CreateDirectory(ScanPath);
        File.WriteAllText(Path.Combine(ScanPath, "x"), "");
        AssertFindsEveryPicture();
        using FlatStore store = FlatStore.Open(Library, Hash);
        Assert.Contains(ScanPath, store.FileProblem, StringComparison.Ordinal);
        Assert.True(store.Verify());
        Assert.Empty(Directory.GetFiles(Library.Folder, "*.tmp"));
    }

    [Fact]
    public void A_model_that_the_library_does_not_have_is_refused()
    {
        LibraryException error = Assert.Throws<LibraryException>(() => FlatStore.Open(Library, "0123456789abcdef0"));
        Assert.Contains("0123456789abcdef", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_finds_damage_below_the_open_file()
    {
        FlatStore.Open(Library, Hash).Dispose();
        using FlatStore store = FlatStore.Open(Library, Hash);
        Assert.True(store.Verify());
        using (FileStream file = new(ScanPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 256;
            file.WriteByte(0x55);
        }

        Assert.False(store.Verify());
    }

    [Fact]
    public async Task Searches_that_run_while_the_store_is_disposed_end_well_or_say_so()
    {
        float[] query = Vector(1);
        for (int round = 0; round < 50; round++)
        {
            FlatStore store = FlatStore.Open(Library, Hash);
            Task<int> searches = Task.Run(() =>
            {
                int found = 0;
                try
                {
                    while (true)
                    {
                        found += store.Search(query, 5).Count;
                    }
                }
                catch (ObjectDisposedException)
                {
                    return found;
                }
            }, TestContext.Current.CancellationToken);
            await Task.Yield();
            store.Dispose();
            Assert.Equal(0, await searches % 5);
        }
    }

    private void AssertFindsEveryPicture()
    {
        using FlatStore store = FlatStore.Open(Library, Hash);
        IReadOnlyList<LibraryItem> items = Library.ListItems(ItemState.Indexed);
        Assert.Equal(items.Count, store.Count);
        Assert.Equal(_fixture.Embedder.Dimension, store.Dimension);
        foreach (LibraryItem item in items)
        {
            ScoredId best = store.Search(Library.GetVector(Hash, item.Id), 1)[0];
            Assert.Equal(item.Id, best.Id);
            Assert.Equal(1, best.Score, 1e-6f);
        }
    }

    private float[] Vector(int picture) =>
        LibraryFixture.Expected(_fixture.Embedder, FakePictures.Bmp(picture));
}
