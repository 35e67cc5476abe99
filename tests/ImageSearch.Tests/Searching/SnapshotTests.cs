using System.Collections.Concurrent;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using ImageSearch.Tests.Indexing;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Tests.Searching;

/// <summary>Searches from several threads while the library changes below them, with real models.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private const string Query = "a red dog";
    private readonly LibraryFixture _fixture = new();
    private readonly ImageDecoder _decoder = new();
    private readonly ModelCatalog _catalog;
    private readonly SharedSearcher _searcher;
    private readonly ConcurrentQueue<ModelHits> _answers = new();

    public SnapshotTests()
    {
        _catalog = new ModelCatalog(new ModelCatalogOptions { Path = Models, ShippedPath = _fixture.Folder["none"] });
        _searcher = new SharedSearcher(_fixture.Library, _catalog, _decoder);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Models => _fixture.Folder["models"];

    public async ValueTask InitializeAsync()
    {
        TinyModel.Create(Models, "tiny");
        Add(0, 60);
        await IndexAsync();
        await _searcher.LoadAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _searcher.DisposeAsync();
        _fixture.Dispose();
    }

    [Fact]
    public async Task While_hundreds_of_pictures_are_indexed_every_answer_is_whole_and_the_last_knows_them_all()
    {
        Add(60, 400);

        await SearchDuringAsync(IndexAsync);
        await _searcher.CatchUpAsync(Token);

        Dictionary<long, float> expected = await ScoresAsync();
        Assert.Equal(400, Assert.Single(_searcher.Models).Vectors);
        Assert.Equal(400, (await AskAsync()).Hits.Count);
        Assert.All(_answers, answer => AssertIs(answer, expected));
        Assert.All(_answers, answer => Assert.InRange(answer.Hits.Count, 60, 400));
    }

    [Fact]
    public async Task While_a_model_is_replaced_every_answer_is_of_one_version_and_the_last_of_the_new_one()
    {
        Dictionary<long, float> before = await ScoresAsync();
        string oldHash = Assert.Single(_searcher.Models).Hash;
        TinyModel.Create(Models, "tiny", seed: 1);

        await SearchDuringAsync(IndexAsync);
        await _searcher.RefreshAsync(Token);

        Dictionary<long, float> after = await ScoresAsync();
        ServedModel served = Assert.Single(_searcher.Models);
        Assert.NotEqual(oldHash, served.Hash);
        Assert.Equal((60, (string?)null), (served.Vectors, served.Warning));
        AssertIs(await AskAsync(), after);
        int[] versions = [.. _answers.Select(a => Is(a, before) ? 0 : Is(a, after) ? 1 : -1)];
        Assert.DoesNotContain(-1, versions);
        Assert.Contains(0, versions);
    }

    private async Task SearchDuringAsync(Func<Task> change)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _answers.Enqueue(await AskAsync());
        Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                _answers.Enqueue(await AskAsync());
            }
        }, Token))];
        Task refreshing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await _searcher.RefreshAsync(Token);
                await Task.Delay(5, Token);
            }
        }, Token);
        await change();
        await done.CancelAsync();
        await Task.WhenAll([refreshing, .. callers]);
    }

    private Task<ModelHits> AskAsync() =>
        _searcher.SearchAsync("tiny", new SearchQuery { Text = Query, Count = 1000 }, Token);

    private async Task IndexAsync()
    {
        IReadOnlyList<IEmbedder> models = _searcher.OpenEmbedders(["tiny"]);
        await new ImageIndexer(_fixture.Library, _decoder, models, new IndexOptions { CommitSize = 10 })
            .RunAsync(_fixture.Source, null, Token);
    }

    private void Add(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            _fixture.Source.Add(i);
        }
    }

    /// <summary>What the version that is installed now says of every picture.</summary>
    private async Task<Dictionary<long, float>> ScoresAsync()
    {
        using IEmbedder model = _catalog.Open("tiny");
        float[] query = (await model.EmbedTextsAsync([Query], Token))[0].Vector;
        return _fixture.Library.ListItems(ItemState.Indexed).ToDictionary(
            i => i.Id,
            i => query.Zip(_fixture.Library.GetVector(model.ModelHash, i.Id)!).Sum(v => v.First * v.Second));
    }

    private static bool Is(ModelHits answer, Dictionary<long, float> scores) =>
        answer.Warning is null && answer.Hits.Count > 0
        && answer.Hits.All(h => Math.Abs(h.Similarity - scores[h.Id]) < 1e-4);

    private static void AssertIs(ModelHits answer, Dictionary<long, float> scores)
    {
        Assert.Null(answer.Warning);
        Assert.True(Is(answer, scores));
        Assert.Equal(answer.Hits.Select(h => h.Similarity).OrderDescending(), answer.Hits.Select(h => h.Similarity));
    }
}
