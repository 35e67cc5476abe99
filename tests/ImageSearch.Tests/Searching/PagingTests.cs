using CsCheck;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Tests.Searching;

public sealed class PagingTests : IDisposable
{
    // Few directions, so that most similarities are equal and the ids must decide.
    private static readonly float[][] Directions =
        [[1, 0, 0, 0], [0.8f, 0.6f, 0, 0], [0.8f, -0.6f, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [-1, 0, 0, 0]];

    private readonly PlantedLibrary _planted = new();
    private readonly PlantedEmbedder _model = new("tiny");
    private readonly ImageSearcher _searcher;

    public PagingTests()
    {
        _planted.AddModel(_model);
        _searcher = new ImageSearcher(_planted.Library, [_model], new ImageDecoder());
    }

    public void Dispose()
    {
        _searcher.Dispose();
        _planted.Dispose();
    }

    [Theory, InlineData(1), InlineData(3), InlineData(10), InlineData(49), InlineData(50), InlineData(51)]
    public async Task Pages_joined_are_the_whole_ranking(int size)
    {
        Add(50, new Random(1));
        ModelHits whole = await AskAsync(new SearchQuery { Text = "x", Count = 1000 });

        List<SearchHit> joined = await ReadAllAsync(size);

        Assert.Equal(50, joined.Count);
        Assert.Equal(whole.Hits, joined);
    }

    [Fact]
    public void Pictures_added_between_pages_neither_repeat_nor_hide_any_other() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 9], Gen.Int[0, 1_000_000]).Sample((size, added, seed) =>
        {
            using PagingTests fresh = new();
            return fresh.AddingBetweenPagesAsync(size, added, seed).GetAwaiter().GetResult();
        }, iter: 25, threads: 1);

    [Fact]
    public async Task Pictures_removed_between_pages_leave_the_others_in_place()
    {
        Add(40, new Random(3));
        List<SearchHit> whole = await ReadAllAsync(1000);
        ModelHits first = await AskAsync(new SearchQuery { Text = "x", Count = 10 });
        HashSet<long> gone = [.. whole.Where((_, i) => i % 3 == 0).Select(h => h.Id)];
        foreach (SearchHit hit in whole.Where(h => gone.Contains(h.Id)))
        {
            _planted.Skip(hit.Path);
        }

        List<SearchHit> rest = await ReadAllAsync(7, first.NextCursor);

        Assert.Equal(
            whole.Skip(10).Where(h => !gone.Contains(h.Id)).Select(h => h.Id), rest.Select(h => h.Id));
        Assert.Equal(11, rest[0].Rank);
    }

    [Fact]
    public async Task The_last_page_has_no_cursor()
    {
        Add(10, new Random(2));

        Assert.Null((await AskAsync(new SearchQuery { Text = "x", Count = 10 })).NextCursor);
        Assert.NotNull((await AskAsync(new SearchQuery { Text = "x", Count = 9 })).NextCursor);
    }

    [Fact]
    public async Task A_cursor_with_several_models_continues_its_own_model_alone()
    {
        PlantedEmbedder other = new("other");
        _planted.AddModel(other);
        for (int i = 0; i < 6; i++)
        {
            _planted.Add($"/{i}.jpg", new Dictionary<IEmbedder, float[]>
            {
                [_model] = Directions[i], [other] = Directions[5 - i],
            });
        }

        using ImageSearcher both = new(_planted.Library, [_model, other], new ImageDecoder());
        CancellationToken token = TestContext.Current.CancellationToken;
        SearchQuery query = new() { Text = "x", Count = 2 };
        IReadOnlyList<ModelHits> first = await both.SearchAsync(query, token);
        ModelHits second = Assert.Single(await both.SearchAsync(query with { Cursor = first[1].NextCursor }, token));

        Assert.Equal("other", second.Model);
        Assert.Equal([3, 4], second.Hits.Select(h => h.Rank));
        Assert.Empty(second.Hits.Select(h => h.Id).Intersect(first[1].Hits.Select(h => h.Id)));
    }

    [Fact]
    public async Task A_page_may_have_another_size_than_the_page_before()
    {
        Add(20, new Random(6));
        List<SearchHit> whole = await ReadAllAsync(1000);
        ModelHits first = await AskAsync(new SearchQuery { Text = "x", Count = 3 });

        ModelHits second = await AskAsync(new SearchQuery { Text = "x", Count = 9, Cursor = first.NextCursor });

        Assert.Equal(whole.Skip(3).Take(9), second.Hits);
    }

    [Fact]
    public async Task A_cursor_of_another_query_filter_or_model_is_refused()
    {
        Add(10, new Random(2));
        string cursor = (await AskAsync(new SearchQuery { Text = "x", Count = 2 })).NextCursor!;
        SearchQuery[] foreign =
        [
            new() { Text = "y", Cursor = cursor },
            new() { Text = "x", Not = "y", Cursor = cursor },
            new() { Text = "x", Filter = new ItemFilter { Path = "*.jpg" }, Cursor = cursor },
        ];
        foreach (SearchQuery query in foreign)
        {
            SearchException error = await Assert.ThrowsAsync<SearchException>(() => AskAsync(query));
            Assert.Contains("another query", error.Message, StringComparison.Ordinal);
        }

        using ImageSearcher others = new(_planted.Library, [new PlantedEmbedder("other")], new ImageDecoder());
        await Assert.ThrowsAsync<SearchException>(() => others.SearchAsync(
            new SearchQuery { Text = "x", Cursor = cursor }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_cursor_is_refused()
    {
        Add(10, new Random(2));
        string cursor = (await AskAsync(new SearchQuery { Text = "x", Count = 2 })).NextCursor!;
        List<string> damaged = ["", " ", "x", cursor[..^1], cursor + "A", cursor + "=", new string('A', cursor.Length),
            "é" + cursor[1..]];
        for (int i = 0; i < cursor.Length - 1; i++)
        {
            damaged.Add(cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..]);
        }

        foreach (string text in damaged)
        {
            SearchException error = await Assert.ThrowsAsync<SearchException>(
                () => AskAsync(new SearchQuery { Text = "x", Cursor = text }));
            Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cursor_fits_a_URL_as_it_is()
    {
        Add(10, new Random(2));

        string cursor = (await AskAsync(new SearchQuery { Text = "x", Count = 2 })).NextCursor!;

        Assert.Equal(cursor, Uri.EscapeDataString(cursor));
    }

    private async Task<bool> AddingBetweenPagesAsync(int size, int added, int seed)
    {
        Random random = new(seed);
        Add(30, random);
        List<SearchHit> before = await ReadAllAsync(1000);
        List<SearchHit> joined = [];
        string? cursor = null;
        do
        {
            ModelHits page = await AskAsync(new SearchQuery { Text = "x", Count = size, Cursor = cursor });
            joined.AddRange(page.Hits);
            cursor = joined.Count > _planted.Library.CountItems() ? null : page.NextCursor;
            Add(joined.Count < 60 ? added : 0, random);
        }
        while (cursor is not null);

        return joined.DistinctBy(h => h.Id).Count() == joined.Count
            && joined.Where(h => h.Id <= 30).Select(h => h.Id).SequenceEqual(before.Select(h => h.Id))
            && joined.Select(h => h.Rank).SequenceEqual(Enumerable.Range(1, joined.Count));
    }

    private void Add(int count, Random random)
    {
        long first = _planted.Library.CountItems();
        for (int i = 0; i < count; i++)
        {
            _planted.Add($"/{first + i}.jpg", _model, Directions[random.Next(Directions.Length)]);
        }
    }

    private async Task<List<SearchHit>> ReadAllAsync(int size, string? cursor = null)
    {
        List<SearchHit> hits = [];
        do
        {
            ModelHits page = await AskAsync(new SearchQuery { Text = "x", Count = size, Cursor = cursor });
            Assert.InRange(page.Hits.Count, 0, size);
            hits.AddRange(page.Hits);
            Assert.InRange(hits.Count, 0, _planted.Library.CountItems());
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return hits;
    }

    private async Task<ModelHits> AskAsync(SearchQuery query) =>
        Assert.Single(await _searcher.SearchAsync(query, TestContext.Current.CancellationToken));
}
