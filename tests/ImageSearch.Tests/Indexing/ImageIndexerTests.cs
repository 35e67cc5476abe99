using ImageSearch.Indexing;
using ImageSearch.Sources;

namespace ImageSearch.Tests.Indexing;

public sealed class ImageIndexerTests : IDisposable
{
    private readonly LibraryFixture _fixture = new();

    private Library Library => _fixture.Library;

    private FakeSource Source => _fixture.Source;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Every_picture_gets_the_vector_of_its_own_bytes()
    {
        AddPictures(100);
        IndexSummary summary = await _fixture.IndexAsync();

        Assert.Equal((100, 0, 0, 0), (summary.Indexed, summary.Unchanged, summary.Moved, summary.Removed));
        Assert.Empty(summary.Skipped);
        Assert.Equal(100, _fixture.Embedder.Embedded);
        _fixture.AssertInStep();
        LibraryItem item = Library.FindItem("/photos/00007.bmp")!;
        Assert.Equal((FakePictures.Side, FakePictures.Side, "/photos"), (item.Width, item.Height, item.Root));
        Assert.Equal(Source.Files[item.Path].ModifiedAt, item.ModifiedAt);
        Assert.Equal(Source.Files[item.Path].Bytes!.Length, item.Size);
    }

    [Fact]
    public async Task A_run_leaves_the_scan_file_ready_for_the_first_search()
    {
        AddPictures(3);
        await _fixture.IndexAsync();
        string file = Path.Combine(Library.Folder, ScanFile.NameOf(_fixture.Embedder.ModelHash));
        DateTime written = File.GetLastWriteTimeUtc(file);
        Assert.True(File.Exists(file));

        using FlatStore store = FlatStore.Open(Library, _fixture.Embedder.ModelHash);

        Assert.Equal(3, store.Count);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public async Task A_vector_does_not_depend_on_the_models_indexed_beside_it()
    {
        FakeEmbedder coarse = new("coarse", seed: 2) { MinimumSide = 3 };
        FakeEmbedder fine = new("fine", seed: 3) { MinimumSide = 24 };
        AddPictures(5);
        Source.Add("large.bmp", FakePictures.Bmp(9, width: 96, height: 80));

        await _fixture.IndexAsync(coarse, fine);

        _fixture.AssertInStep(coarse, fine);
    }

    [Fact]
    public async Task Unchanged_pictures_are_not_read_again()
    {
        AddPictures(50);
        await _fixture.IndexAsync();
        long generation = Library.Models[0].Generation;

        IndexSummary second = await _fixture.IndexAsync();

        Assert.Equal((0, 50), (second.Indexed, second.Unchanged));
        Assert.Equal(50, Source.Reads);
        Assert.Equal(generation, Library.Models[0].Generation);
    }

    [Fact]
    public async Task A_moved_picture_keeps_its_id_and_its_vector()
    {
        AddPictures(5);
        await _fixture.IndexAsync();
        LibraryItem before = Library.FindItem("/photos/00003.bmp")!;
        Source.Rename("00003.bmp", "sorted/best.bmp");

        IndexSummary summary = await _fixture.IndexAsync();

        Assert.Equal((0, 4, 1, 0), (summary.Indexed, summary.Unchanged, summary.Moved, summary.Removed));
        Assert.Equal(before with { Path = "/photos/sorted/best.bmp" }, Library.GetItem(before.Id));
        Assert.Equal(5, _fixture.Embedder.Embedded);
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task A_picture_that_moves_in_a_killed_run_keeps_its_id_in_the_next()
    {
        AddPictures(5);
        await _fixture.IndexAsync();
        long id = Library.FindItem("/photos/00003.bmp")!.Id;
        Source.Rename("00003.bmp", "00009.bmp");
        Source.Failure = (5, new IOException("unplugged"));
        Source.Add("a.bmp", FakePictures.Bmp(77));
        await Assert.ThrowsAsync<IOException>(() => _fixture.IndexAsync(Source, OneByOne));
        Source.Failure = null;

        IndexSummary summary = await _fixture.IndexAsync();

        Assert.Equal((1, 0), (summary.Moved, summary.Removed));
        Assert.Equal("/photos/00009.bmp", Library.GetItem(id)!.Path);
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task A_deleted_picture_is_removed_with_its_vector_and_its_id_is_not_given_again()
    {
        AddPictures(5);
        await _fixture.IndexAsync();
        long highest = Library.ListItems(ItemState.Indexed).Max(i => i.Id);
        string path = Library.GetItem(highest)!.Path;
        Source.Files.Remove(path);

        IndexSummary summary = await _fixture.IndexAsync();
        Assert.Equal((4, 1), (summary.Unchanged, summary.Removed));
        Assert.Null(Library.GetItem(highest));
        Assert.Equal(4, CountVectors());

        Source.Add(99);
        await _fixture.IndexAsync();
        Assert.True(Library.FindItem("/photos/00099.bmp")!.Id > highest);
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task A_changed_picture_is_embedded_again_under_its_id()
    {
        AddPictures(3);
        await _fixture.IndexAsync();
        long id = Library.FindItem("/photos/00001.bmp")!.Id;
        Source.Add("00001.bmp", FakePictures.Bmp(1000), day: 1);

        IndexSummary summary = await _fixture.IndexAsync();

        Assert.Equal((1, 2), (summary.Indexed, summary.Unchanged));
        Assert.Equal(id, Library.FindItem("/photos/00001.bmp")!.Id);
        Assert.Equal(3, CountVectors());
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task A_touched_picture_is_read_but_not_embedded_again()
    {
        AddPictures(3);
        await _fixture.IndexAsync();
        long generation = Library.Models[0].Generation;
        Source.Add("00001.bmp", FakePictures.Bmp(1), day: 1);

        IndexSummary summary = await _fixture.IndexAsync();

        Assert.Equal((1, 2), (summary.Indexed, summary.Unchanged));
        Assert.Equal((4, 3), (Source.Reads, _fixture.Embedder.Embedded));
        Assert.Equal(generation, Library.Models[0].Generation);
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task Identical_files_share_a_vector_and_are_listed_under_each_path()
    {
        for (int i = 0; i < 10; i++)
        {
            Source.Add($"copy{i}.bmp", FakePictures.Bmp(1));
        }

        Assert.Equal(10, (await _fixture.IndexAsync()).Indexed);
        Assert.Equal(1, CountVectors());
        _fixture.AssertInStep();

        // One of them goes: that is no move to another one.
        Source.Remove("copy4.bmp");
        IndexSummary second = await _fixture.IndexAsync();
        Assert.Equal((9, 0, 1), (second.Unchanged, second.Moved, second.Removed));
        Assert.Equal(1, CountVectors());
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task Bad_pictures_are_skipped_with_a_reason_and_shift_nothing()
    {
        AddPictures(20);
        Source.Add("00004a.bmp", new byte[100]);
        Source.Add("00008a.jpg", []);
        Source.Add("00012a.jpg", null);

        IndexSummary summary = await _fixture.IndexAsync();

        Assert.Equal(20, summary.Indexed);
        Assert.Equal(
            ["/photos/00004a.bmp", "/photos/00008a.jpg", "/photos/00012a.jpg"],
            summary.Skipped.Select(s => s.Path).Order(StringComparer.Ordinal));
        Assert.All(summary.Skipped, s => Assert.False(string.IsNullOrWhiteSpace(s.Reason)));
        string? reason = Library.FindItem("/photos/00012a.jpg")!.SkipReason;
        Assert.Contains("the cable is out", reason, StringComparison.Ordinal);
        foreach (ItemOutcome skipped in summary.Skipped)
        {
            Source.Files.Remove(skipped.Path);
        }

        _fixture.AssertInStep();
    }

    [Fact]
    public async Task A_damaged_picture_is_tried_again_when_it_changes_and_an_unreadable_one_always()
    {
        Source.Add("damaged.bmp", new byte[100]);
        Source.Add("unreadable.bmp", null);
        Assert.Equal(2, (await _fixture.IndexAsync()).Skipped.Count);
        Assert.Equal(2, Source.Reads);

        IndexSummary second = await _fixture.IndexAsync();
        Assert.Equal((0, 2), (second.Indexed, second.Skipped.Count));
        Assert.Equal(3, Source.Reads);

        Source.Add("damaged.bmp", FakePictures.Bmp(1), day: 1);
        Source.Add("unreadable.bmp", FakePictures.Bmp(2));
        Assert.Equal(2, (await _fixture.IndexAsync()).Indexed);
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task Nothing_is_removed_when_the_source_is_missing_or_fails_midway()
    {
        AddPictures(10);
        await _fixture.IndexAsync();

        foreach (Exception error in (Exception[])[new DirectoryNotFoundException("gone"), new IOException("unplugged")])
        {
            Source.Failure = (error is IOException and not DirectoryNotFoundException ? 4 : 0, error);
            Assert.Same(error, await Assert.ThrowsAnyAsync<IOException>(() => _fixture.IndexAsync()));
            Assert.Equal(10, Library.CountItems());
        }
    }

    [Fact]
    public async Task What_lies_below_a_place_that_was_passed_over_is_kept()
    {
        Source.Add("locked/a.bmp", FakePictures.Bmp(1));
        Source.Add("locked2/b.bmp", FakePictures.Bmp(2));
        await _fixture.IndexAsync();
        Source.Files.Clear();
        Source.Problems.Add(new SourceProblem("/photos/locked", "no permission"));

        IndexSummary summary = await _fixture.IndexAsync();

        Assert.Equal(1, summary.Removed);
        Assert.Equal(Source.Problems, summary.Problems);
        Assert.NotNull(Library.FindItem("/photos/locked/a.bmp"));
        Assert.Null(Library.FindItem("/photos/locked2/b.bmp"));
    }

    [Fact]
    public async Task Another_source_removes_nothing_of_the_first()
    {
        AddPictures(3);
        await _fixture.IndexAsync();
        FakeSource other = new("/scans");
        other.Add(50);

        IndexSummary summary = await _fixture.IndexAsync(other, null);

        Assert.Equal((1, 0), (summary.Indexed, summary.Removed));
        Assert.Equal(4, Library.CountItems());
    }

    [Fact]
    public async Task A_folder_that_is_indexed_by_itself_answers_for_its_pictures()
    {
        Source.Add("in/a.bmp", FakePictures.Bmp(1));
        Source.Add("in/b.bmp", FakePictures.Bmp(2));
        Source.Add("c.bmp", FakePictures.Bmp(3));
        await _fixture.IndexAsync();
        FakeSource inner = new("/photos/in");
        inner.Add("a.bmp", FakePictures.Bmp(1));

        Assert.Equal(1, (await _fixture.IndexAsync(inner, null)).Unchanged);
        Assert.Equal("/photos/in", Library.FindItem("/photos/in/a.bmp")!.Root);
        inner.Files.Clear();
        Assert.Equal(1, (await _fixture.IndexAsync(inner, null)).Removed);

        IndexSummary outer = await _fixture.IndexAsync();
        Assert.Equal((1, 2), (outer.Indexed, outer.Unchanged));
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task Filters_choose_by_path_date_and_size()
    {
        Source.Add("beach/a.bmp", FakePictures.Bmp(1), day: 1);
        Source.Add("beach/b.png", FakePictures.Bmp(2, 20, 20), day: 2);
        Source.Add("town/c.bmp", FakePictures.Bmp(3), day: 3);
        Source.Add("town/bad.bmp", []);
        await _fixture.IndexAsync();
        DateTimeOffset day2 = Source.Files["/photos/beach/b.png"].ModifiedAt;

        Assert.Equal("abc", Names(new ItemFilter()));
        Assert.Equal("ab", Names(new ItemFilter { Path = "beach/*" }));
        Assert.Equal("ac", Names(new ItemFilter { Path = "*.bmp" }));
        Assert.Equal("b", Names(new ItemFilter { Path = "/photos/?each/[a-c].png" }));
        Assert.Equal("", Names(new ItemFilter { Path = "each/*" }));
        Assert.Equal("bc", Names(new ItemFilter { ModifiedFrom = day2 }));
        Assert.Equal("ab", Names(new ItemFilter { ModifiedTo = day2.ToOffset(TimeSpan.FromHours(5)) }));
        Assert.Equal("b", Names(new ItemFilter { SizeFrom = 1000 }));
        Assert.Equal("a", Names(new ItemFilter { SizeTo = 999, Path = "beach/*" }));
        Assert.True(new ItemFilter().IsEmpty);

        string Names(ItemFilter filter) => string.Concat(Library.GetItems([.. Library.FindItems(filter)])
            .Select(i => Path.GetFileNameWithoutExtension(i.Path)).Order(StringComparer.Ordinal));
    }

    private static IndexOptions OneByOne => new() { BatchSize = 1, CommitSize = 1, DecodeThreads = 1 };

    private int CountVectors() => (int)Library.Use(c => c.Scalar<long>("SELECT count(*) FROM vectors"));

    private void AddPictures(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Source.Add(i);
        }
    }
}
