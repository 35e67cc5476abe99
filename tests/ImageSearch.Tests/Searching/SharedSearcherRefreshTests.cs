using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Tests.Searching;

public sealed class SharedSearcherRefreshTests : IAsyncDisposable
{
    private readonly PlantedLibrary _planted = new();
    private readonly PlantedEmbedder _model = new("tiny");
    private readonly Dictionary<string, IEmbedder> _installed = [];
    private readonly TickingClock _clock = new();
    private readonly SharedSearcher _searcher;

    public SharedSearcherRefreshTests()
    {
        _planted.AddModel(_model);
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);
        _installed["tiny"] = _model;
        _searcher = new SharedSearcher(
            _planted.Library,
            name => _installed.GetValueOrDefault(name) ?? throw new ModelException(name, $"There is no model '{name}'."),
            new ImageDecoder(),
            time: _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _searcher.DisposeAsync();
        _planted.Dispose();
    }

    [Fact]
    public async Task Answers_are_of_the_moment_of_the_last_refresh_and_removed_pictures_drop_out_at_once()
    {
        await _searcher.LoadAsync(Token);
        Assert.False(await _searcher.RefreshAsync(Token));

        _planted.Add("/b.jpg", _model, 1, 0, 0, 0);
        Assert.Equal(["/a.jpg"], await PathsAsync());
        Assert.True(await _searcher.CatchUpAsync(Token));
        Assert.Equal(["/a.jpg", "/b.jpg"], await PathsAsync());

        _planted.Skip("/a.jpg");
        Assert.Equal(["/b.jpg"], await PathsAsync());
        Assert.Equal(2, Assert.Single(_searcher.Models).Vectors);
        Assert.True(await _searcher.CatchUpAsync(Token));
        Assert.Equal(1, Assert.Single(_searcher.Models).Vectors);
    }

    [Fact]
    public async Task Opening_takes_a_tenth_of_the_time_at_most_and_catches_up_at_the_end()
    {
        await _searcher.LoadAsync(Token);
        List<bool> opened = [];
        for (int call = 0; call < 30; call++)
        {
            // The clock goes on by one at each look at it: opening takes 1, and so does a refresh that opens nothing.
            _planted.Add($"/{call}.jpg", _model, 1, 0, 0, 0);
            opened.Add(await _searcher.RefreshAsync(Token));
        }

        Assert.Equal([8, 17, 26], opened.Index().Where(o => o.Item).Select(o => o.Index));
        for (int call = 0; call < 9; call++)
        {
            await _searcher.RefreshAsync(Token);
        }

        Assert.Equal(31, Assert.Single(_searcher.Models).Vectors);
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_old_one_with_its_vectors()
    {
        await _searcher.LoadAsync(Token);
        PlantedEmbedder newer = new("tiny", hash: "newer");
        _installed["tiny"] = newer;
        _planted.AddModel(newer, LibraryModelState.Building);
        _planted.Add("/b.jpg", new Dictionary<IEmbedder, float[]> { [_model] = [0, 1, 0, 0], [newer] = [1, 0, 0, 0] });
        Assert.True(await _searcher.CatchUpAsync(Token));
        Assert.Equal(["/a.jpg", "/b.jpg"], await PathsAsync());
        Assert.Equal(_model.ModelHash, Assert.Single(_searcher.Models).Hash);

        _planted.Set(_model, LibraryModelState.Retired);
        _planted.Set(newer, LibraryModelState.Active);
        Assert.True(await _searcher.RefreshAsync(Token));

        Assert.Equal(new ServedModel("tiny", "newer", 4, 1, null), Assert.Single(_searcher.Models));
        Assert.Equal(["/b.jpg"], await PathsAsync());
    }

    [Fact]
    public async Task A_new_version_that_is_not_installed_leaves_the_old_one_answering_with_a_warning()
    {
        await _searcher.LoadAsync(Token);
        PlantedEmbedder newer = new("tiny", hash: "newer");
        _planted.AddModel(newer, LibraryModelState.Building);
        _planted.Set(_model, LibraryModelState.Retired);
        _planted.Set(newer, LibraryModelState.Active);

        Assert.False(await _searcher.RefreshAsync(Token));
        Assert.Equal(["/a.jpg"], await PathsAsync());
        ServedModel served = Assert.Single(_searcher.Models);
        Assert.Equal((_model.ModelHash, true), (served.Hash, served.IsReady));
        Assert.Contains("another version", served.Warning, StringComparison.Ordinal);

        _installed["tiny"] = newer;
        Assert.True(await _searcher.RefreshAsync(Token));
        Assert.Equal(new ServedModel("tiny", "newer", 4, 0, null), Assert.Single(_searcher.Models));
    }

    [Fact]
    public async Task Models_that_cannot_be_used_are_told_and_do_not_keep_the_others_from_answering()
    {
        PlantedEmbedder missing = new("missing");
        PlantedEmbedder broken = new("broken");
        PlantedEmbedder replaced = new("replaced", hash: "old");
        PlantedEmbedder[] unusable = [missing, broken, replaced];
        Array.ForEach(unusable, m => _planted.AddModel(m));
        _installed["broken"] = new BrokenEmbedder(broken);
        _installed["replaced"] = new PlantedEmbedder("replaced", hash: "new");

        await _searcher.LoadAsync(Token);

        Assert.Equal(["/a.jpg"], await PathsAsync());
        Assert.Equal([("broken", false), ("missing", false), ("replaced", false), ("tiny", true)],
            _searcher.Models.Select(m => (m.Name, m.IsReady)));
        Assert.Equal([true, true, true, false], _searcher.Models.Select(m => m.Warning is not null));
        Assert.Contains("missing", (await Assert.ThrowsAsync<ModelException>(() => AskAsync("missing"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("damaged", (await Assert.ThrowsAsync<ModelException>(() => AskAsync("broken"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("another version", (await AskAsync("replaced")).Warning, StringComparison.Ordinal);
        Assert.Contains("no vectors", (await AskAsync("unheard-of")).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_being_loaded_says_so_and_not_that_it_is_broken()
    {
        await _searcher.LoadAsync(Token);
        TaskCompletionSource gate = new();
        PlantedEmbedder slow = new("slow") { Gate = gate.Task };
        _installed["slow"] = slow;
        _planted.AddModel(slow);
        Task<bool> refresh = _searcher.RefreshAsync(Token);
        while (slow.TextCalls.Count == 0)
        {
            await Task.Delay(1, Token);
        }

        Assert.Contains("being loaded", (await AskAsync("slow")).Warning, StringComparison.Ordinal);
        ServedModel loading = _searcher.Models.Single(m => m.Name == "slow");
        Assert.Equal((false, true), (loading.IsReady, loading.IsLoading));
        gate.SetResult();
        Assert.True(await refresh);

        ServedModel loaded = _searcher.Models.Single(m => m.Name == "slow");
        Assert.Equal((true, false, null), (loaded.IsReady, loaded.IsLoading, loaded.Warning));
        Assert.Null((await AskAsync("slow")).Warning);
    }

    [Fact]
    public async Task Vectors_that_cannot_be_read_are_tried_again_after_a_while_and_not_at_each_look()
    {
        PlantedEmbedder other = new("other");
        _installed["other"] = other;
        _planted.AddModel(other);
        _planted.Add("/b.jpg", other, 1, 0, 0, 0);
        _planted.Damage(other);
        await _searcher.LoadAsync(Token);
        Assert.False(_searcher.Models.Single(m => m.Name == "other").IsReady);
        Assert.Single(other.TextCalls);

        // Each look takes one or two of the clock's seconds.
        for (int look = 0; look < 3; look++)
        {
            await _searcher.RefreshAsync(Token);
        }

        Assert.Single(other.TextCalls);
        for (int look = 0; look < 10; look++)
        {
            await _searcher.RefreshAsync(Token);
        }

        Assert.Equal(2, other.TextCalls.Count);
    }

    [Fact]
    public async Task A_model_that_comes_to_an_empty_library_or_leaves_it_is_followed()
    {
        PlantedEmbedder other = new("other");
        _installed["other"] = other;
        await _searcher.LoadAsync(Token);
        Assert.Empty((await AskAsync("other")).Hits);

        _planted.AddModel(other);
        _planted.Add("/b.jpg", other, 1, 0, 0, 0);
        Assert.True(await _searcher.CatchUpAsync(Token));
        Assert.Equal("/b.jpg", Assert.Single((await AskAsync("other")).Hits).Path);

        _planted.Set(other, LibraryModelState.Retired);
        Assert.True(await _searcher.RefreshAsync(Token));
        Assert.Equal("tiny", Assert.Single(_searcher.Models).Name);
        Assert.Contains("no vectors", (await AskAsync("other")).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_models_of_an_index_run_are_those_that_search_and_are_not_closed_with_it()
    {
        await _searcher.LoadAsync(Token);
        CountingEmbedder opened = new(_model);
        _installed["tiny"] = opened;

        IReadOnlyList<IEmbedder> embedders = _searcher.OpenEmbedders(["tiny", "tiny"]);
        Assert.Equal(2, opened.Disposals);   // The one that serves is used instead.
        Assert.All(embedders, e => Assert.Equal(_model.ModelHash, e.ModelHash));
        foreach (IEmbedder embedder in embedders)
        {
            embedder.Dispose();
            embedder.Dispose();
        }

        Assert.Equal(["/a.jpg"], await PathsAsync());
        Assert.Throws<ModelException>(() => _searcher.OpenEmbedders(["tiny", "none"]));
    }

    [Fact]
    public async Task Disposing_waits_for_queries_that_run_and_refuses_new_ones()
    {
        await _searcher.LoadAsync(Token);
        TaskCompletionSource gate = new();
        _model.Gate = gate.Task;
        Task<ModelHits> running = AskAsync("tiny");

        Task disposal = _searcher.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AskAsync("tiny"));
        Assert.False(disposal.IsCompleted);
        gate.SetResult();
        await disposal;

        Assert.Single((await running).Hits);
    }

    private Task<ModelHits> AskAsync(string model) =>
        _searcher.SearchAsync(model, new SearchQuery { Text = "x" }, Token);

    private async Task<string[]> PathsAsync()
    {
        ModelHits answer = await AskAsync("tiny");
        Assert.Null(answer.Warning);
        return [.. answer.Hits.Select(h => h.Path)];
    }

    /// <summary>Goes on by one second each time somebody looks.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _ticks);
    }
}
