using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

public sealed class ModelSwitchTests : IAsyncLifetime
{
    private const int Pictures = 40;
    private readonly LibraryFixture _fixture = new();
    private readonly FakeEmbedder _new = new(seed: 2);

    private Library Library => _fixture.Library;

    private FakeEmbedder Old => _fixture.Embedder;

    public async ValueTask InitializeAsync()
    {
        for (int i = 0; i < Pictures; i++)
        {
            _fixture.Source.Add(i);
        }

        await _fixture.IndexAsync();
        FlatStore.Open(Library, Old.ModelHash).Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _fixture.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Another_version_is_built_beside_the_old_one_and_takes_its_place_at_once()
    {
        int batches = 0;
        using FakeEmbedder watched = new(seed: 2)
        {
            OnBatch = _ =>
            {
                batches++;
                AssertOldIsSearched();
            },
        };

        IndexSummary summary = await _fixture.IndexAsync(_fixture.Source, OneByOne, watched);

        Assert.Equal((Pictures, Pictures), (summary.Indexed, batches));
        AssertNewAlone();
        _fixture.AssertInStep(_new);
    }

    [Fact]
    public async Task An_interrupted_build_goes_on_where_it_stopped_and_the_old_version_is_searched_meanwhile()
    {
        _fixture.Source.Failure = (25, new IOException("unplugged"));
        await Assert.ThrowsAsync<IOException>(() => _fixture.IndexAsync(_fixture.Source, OneByOne, _new));
        AssertOldIsSearched();
        long done = Pictures - Library.CountMissing(Library.FindModel(_new.ModelHash)!);
        _fixture.Source.Failure = null;
        int before = _new.Embedded;

        IndexSummary summary = await _fixture.IndexAsync(_new);

        Assert.Equal((done, Pictures - done), (summary.Unchanged, summary.Indexed));
        Assert.Equal(Pictures - done, _new.Embedded - before);
        AssertNewAlone();
        _fixture.AssertInStep(_new);
    }

    [Fact]
    public async Task It_waits_for_the_pictures_of_every_source()
    {
        FakeSource other = new("/scans");
        other.Add(500);
        await _fixture.IndexAsync(other, null);

        await _fixture.IndexAsync(_new);
        Assert.Equal(Old.ModelHash, Library.FindActiveModel("fake")!.Hash);
        Assert.Equal(1, Library.CountMissing(Library.FindModel(_new.ModelHash)!));

        await _fixture.IndexAsync(other, null, _new);
        AssertNewAlone();
    }

    [Fact]
    public async Task A_broken_version_takes_nothing_away()
    {
        using FakeEmbedder broken = new(seed: 3) { IsBroken = true };

        IndexSummary summary = await _fixture.IndexAsync(broken);

        Assert.Equal(Pictures, summary.Skipped.Count);
        Assert.All(summary.Skipped, s => Assert.Contains("no unit vector", s.Reason, StringComparison.Ordinal));
        Assert.Equal(Pictures, Library.CountItems());
        using FlatStore store = FlatStore.Open(Library, Old.ModelHash);
        Assert.Equal(Pictures, store.Count);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_for_a_new_version_stays_searchable_with_the_old_one()
    {
        UnreadableSource source = new(_fixture.Source, "/photos/00003.bmp");

        IndexSummary summary = await _fixture.IndexAsync(source, null, _new);

        Assert.Equal("/photos/00003.bmp", Assert.Single(summary.Skipped).Path);
        Assert.Equal(ItemState.Indexed, Library.FindItem("/photos/00003.bmp")!.State);
        AssertOldIsSearched();
        await _fixture.IndexAsync(_new);
        AssertNewAlone();
    }

    [Fact]
    public async Task Going_back_to_the_old_version_gives_up_the_build()
    {
        _fixture.Source.Failure = (25, new IOException("unplugged"));
        await Assert.ThrowsAsync<IOException>(() => _fixture.IndexAsync(_fixture.Source, OneByOne, _new));
        _fixture.Source.Failure = null;

        await _fixture.IndexAsync();

        Assert.Equal(Old.ModelHash, Assert.Single(Library.Models).Hash);
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task A_model_of_another_name_is_added_and_both_are_searched()
    {
        using FakeEmbedder other = new("other", 5, 32);
        IndexSummary summary = await _fixture.IndexAsync(Old, other);

        Assert.Equal((Pictures, Pictures, Pictures), (summary.Indexed, Old.Embedded, other.Embedded));
        Assert.Equal(["fake", "other"], Library.Models.Select(m => m.Name));
        Assert.All(Library.Models, m => Assert.Equal(LibraryModelState.Active, m.State));
        _fixture.AssertInStep(Old, other);
    }

    private static IndexOptions OneByOne => new() { BatchSize = 1, CommitSize = 1, DecodeThreads = 1 };

    private void AssertOldIsSearched()
    {
        Assert.Equal(Old.ModelHash, Library.FindActiveModel("fake")!.Hash);
        using FlatStore store = FlatStore.Open(Library, Old.ModelHash);
        Assert.Equal(Pictures, store.Count);
        LibraryException error = Assert.Throws<LibraryException>(() => FlatStore.Open(Library, _new.ModelHash));
        Assert.Contains("'fake'", error.Message, StringComparison.Ordinal);
    }

    private void AssertNewAlone()
    {
        LibraryModel model = Assert.Single(Library.Models);
        Assert.Equal((_new.ModelHash, LibraryModelState.Active), (model.Hash, model.State));
        using FlatStore store = FlatStore.Open(Library, _new.ModelHash);
        Assert.Equal(Library.CountItems(), store.Count);
        Assert.Equal(
            [$"vectors-{_new.ModelHash[..16]}.scan"],
            Directory.GetFiles(Library.Folder, "*.scan").Select(Path.GetFileName));
    }
}
