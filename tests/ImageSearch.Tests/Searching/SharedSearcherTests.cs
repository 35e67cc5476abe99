using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Tests.Searching;

public sealed class SharedSearcherTests : IAsyncDisposable
{
    private readonly PlantedLibrary _planted = new();
    private readonly PlantedEmbedder _model = new("tiny") { Poison = "poison" };
    private readonly Dictionary<string, Func<IEmbedder>> _installed = [];
    private readonly SharedSearcher _searcher;

    public SharedSearcherTests()
    {
        _planted.AddModel(_model);
        _installed["tiny"] = () => _model;
        _searcher = Searcher();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _model.Gate = Task.CompletedTask;
        await _searcher.DisposeAsync();
        _planted.Dispose();
    }

    [Fact]
    public async Task Queries_that_arrive_while_one_is_answered_go_to_the_model_together_and_one_alone_at_once()
    {
        PlantRandom(100, out string[] texts);
        await _searcher.LoadAsync(Token);
        _model.TextCalls.Clear();
        TaskCompletionSource gate = new();
        _model.Gate = gate.Task;

        Task<ModelHits> first = AskAsync(texts[0]);
        await UntilAsync(() => _model.TextCalls.Count == 1);
        Task<ModelHits>[] others = [.. texts[1..41].Select(t => AskAsync(t))];
        gate.SetResult();
        ModelHits[] answers = await Task.WhenAll([first, .. others]);

        Assert.Equal([1, 40], _model.TextCalls);
        await AssertAsOneByOneAsync([.. texts[..41].Select(t => new SearchQuery { Text = t })], answers);
    }

    [Fact]
    public async Task Queries_of_every_depth_filter_and_kind_in_one_batch_answer_as_one_by_one()
    {
        PlantRandom(200, out string[] texts);
        await _searcher.LoadAsync(Token);
        string cursor = (await AskAsync(new SearchQuery { Text = texts[0], Count = 7 })).NextCursor!;
        SearchQuery[] queries =
        [
            new() { Text = texts[0], Count = 7, Cursor = cursor }, new() { Text = texts[1], Count = 1 },
            new() { Text = texts[2], Count = 150 }, new() { Text = texts[3], Count = 1000 },
            new() { Text = texts[4], Not = texts[5] }, new() { SimilarTo = 17 }, new() { SimilarTo = 18, Not = texts[1] },
            new() { Image = Bitmap.Of(255, 0, 0), Count = 3 },
            new() { Text = texts[6], Filter = new ItemFilter { Path = "/1*" } }, new() { Text = texts[6] },
            new() { Text = texts[7], Filter = new ItemFilter() },
        ];
        TaskCompletionSource gate = new();
        _model.Gate = gate.Task;
        _model.TextCalls.Clear();

        Task<ModelHits> first = AskAsync("begins a batch");
        await UntilAsync(() => _model.TextCalls.Count == 1);
        Task<ModelHits>[] others = [.. queries.Select(q => AskAsync(q))];
        gate.SetResult();
        await first;

        await AssertAsOneByOneAsync(queries, await Task.WhenAll(others));
    }

    [Fact]
    public async Task A_query_that_fails_in_a_batch_fails_alone()
    {
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);
        _model.Plant("same", 0, 1, 0, 0);
        await _searcher.LoadAsync(Token);
        TaskCompletionSource gate = new();
        _model.Gate = gate.Task;
        using CancellationTokenSource impatient = new();

        Task<ModelHits> first = AskAsync("first");
        await UntilAsync(() => _model.TextCalls.Count == 2);
        Task<ModelHits> good = AskAsync("good");
        Task<ModelHits> poison = AskAsync("poison");
        Task<ModelHits> nothingLeft = AskAsync(new SearchQuery { Text = "same", Not = "same", NotWeight = 1 });
        Task<ModelHits> cancelled = _searcher.SearchAsync("tiny", new SearchQuery { Text = "late" }, impatient.Token);
        Task<ModelHits> noPicture = AskAsync(new SearchQuery { Image = [1, 2, 3], ImageName = "x.jpg" });
        Task<ModelHits> unknown = AskAsync(new SearchQuery { SimilarTo = 99 });
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        gate.SetResult();

        Assert.Single((await first).Hits);
        Assert.Single((await good).Hits);
        await Assert.ThrowsAsync<ArgumentException>(() => poison);
        await Assert.ThrowsAsync<SearchException>(() => nothingLeft);
        await Assert.ThrowsAsync<ImageDecodeException>(() => noPicture);
        Assert.Contains("99", (await Assert.ThrowsAsync<SearchException>(() => unknown)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_4096_waiting_queries_more_are_refused_and_those_that_wait_are_answered()
    {
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);
        await _searcher.LoadAsync(Token);
        TaskCompletionSource gate = new();
        _model.Gate = gate.Task;

        Task<ModelHits> first = AskAsync("x");
        await UntilAsync(() => _model.TextCalls.Count == 2);
        Task<ModelHits>[] waiting = [.. Enumerable.Range(0, 4096).Select(_ => AskAsync("x"))];
        SearchOverloadException error = await Assert.ThrowsAsync<SearchOverloadException>(() => AskAsync("x"));
        gate.SetResult();

        Assert.Equal(4096, error.Waiting);
        Assert.All(await Task.WhenAll([first, .. waiting]), a => Assert.Single(a.Hits));
    }

    [Fact]
    public async Task Wrong_queries_are_refused_as_by_a_searcher_of_ones_own()
    {
        SearchQuery[] wrong =
        [
            new(), new() { Text = " " }, new() { Text = "x", Count = 0 }, new() { Text = "x", SimilarTo = 1 },
            new() { Image = [1], SimilarTo = 1 }, new() { Text = "x", Image = [1] },
        ];
        foreach (SearchQuery query in wrong)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => AskAsync(query));
        }

        await Assert.ThrowsAsync<SearchException>(() => AskAsync(new SearchQuery { Text = "x", Cursor = "x" }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _searcher.SearchAsync("tiny", new SearchQuery { Text = "x" }, new CancellationToken(true)));
    }

    [Fact]
    public async Task A_cursor_belongs_to_one_model_and_one_query()
    {
        PlantedEmbedder other = new("other");
        _installed["other"] = () => other;
        _planted.AddModel(other);
        for (int i = 0; i < 5; i++)
        {
            _planted.Add($"/{i}.jpg", new Dictionary<IEmbedder, float[]>
            {
                [_model] = _model.Axis(0), [other] = other.Axis(0),
            });
        }

        SearchQuery query = new() { Text = "x", Count = 2 };
        SearchQuery next = query with { Cursor = (await AskAsync(query)).NextCursor };

        Assert.Equal([3, 4], (await AskAsync(next)).Hits.Select(h => h.Rank));
        await Assert.ThrowsAsync<SearchException>(() => AskAsync(next with { Text = "y" }));
        await Assert.ThrowsAsync<SearchException>(() => _searcher.SearchAsync("other", next, Token));
    }

    private SharedSearcher Searcher(TimeProvider? time = null) => new(
        _planted.Library,
        name => _installed.TryGetValue(name, out Func<IEmbedder>? open)
            ? open()
            : throw new ModelException(name, $"There is no model '{name}'."),
        new ImageDecoder(),
        new SharedSearcherOptions { CachedQueries = 0 },
        time: time);

    private Task<ModelHits> AskAsync(string text) => AskAsync(new SearchQuery { Text = text });

    private Task<ModelHits> AskAsync(SearchQuery query) => _searcher.SearchAsync("tiny", query, Token);

    private async Task AssertAsOneByOneAsync(SearchQuery[] queries, ModelHits[] answers)
    {
        using ImageSearcher alone = new(_planted.Library, [_model], new ImageDecoder());
        for (int q = 0; q < queries.Length; q++)
        {
            ModelHits expected = (await alone.SearchAsync(queries[q], Token))[0];
            Assert.NotEmpty(expected.Hits);
            Assert.Equal(expected.Hits, answers[q].Hits);
            Assert.Equal(
                (expected.Warning, expected.NextCursor), (answers[q].Warning, answers[q].NextCursor));
        }
    }

    private void PlantRandom(int pictures, out string[] texts)
    {
        Random random = new(5);
        for (int i = 0; i < pictures; i++)
        {
            _planted.Add($"/{i}.jpg", _model, Unit(random));
        }

        texts = [.. Enumerable.Range(0, 50).Select(i => $"text {i}")];
        Array.ForEach(texts, t => _model.Plant(t, Unit(random)));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1, Token);
        }
    }

    private static float[] Unit(Random random)
    {
        double[] v = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble() - 0.5)];
        double length = Math.Sqrt(v.Sum(x => x * x));
        return [.. v.Select(x => (float)(x / length))];
    }
}
