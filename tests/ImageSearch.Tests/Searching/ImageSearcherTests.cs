using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using ImageSearch.Tests.Indexing;

namespace ImageSearch.Tests.Searching;

public sealed class ImageSearcherTests : IDisposable
{
    private readonly PlantedLibrary _planted = new();
    private readonly PlantedEmbedder _model = new("tiny");

    public ImageSearcherTests() => _planted.AddModel(_model);

    public void Dispose() => _planted.Dispose();

    [Fact]
    public async Task Hits_come_best_first_with_ranks_from_1_and_ties_by_ascending_id()
    {
        _planted.Add("/photos/far.jpg", _model, 0, 1, 0, 0);
        _planted.Add("/photos/near.jpg", _model, 0.8f, 0.6f, 0, 0);
        _planted.Add("/photos/tie.jpg", _model, 0.8f, 0, 0.6f, 0);
        _planted.Add("/photos/best.jpg", _model, 1, 0, 0, 0);
        _model.Plant("a dog", 1, 0, 0, 0);

        ModelHits answer = await AskAsync(new SearchQuery { Text = "a dog" });

        Assert.Equal("tiny", answer.Model);
        Assert.Equal(
            [(1, 4, "/photos/best.jpg", 1), (2, 2, "/photos/near.jpg", 0.8f), (3, 3, "/photos/tie.jpg", 0.8f),
                (4, 1, "/photos/far.jpg", 0)],
            answer.Hits.Select(h => (h.Rank, h.Id, h.Path, h.Similarity)));
        Assert.All(answer.Hits, h => Assert.Equal(_planted.Library.GetItem(h.Id), h.Item));
        Assert.Null(answer.Warning);
        Assert.Null(answer.NextCursor);
        Assert.True(answer.Timings.Total >= answer.Timings.Encode + answer.Timings.Scan);
    }

    [Fact]
    public async Task Each_model_has_its_own_ranking_in_the_order_of_the_models()
    {
        PlantedEmbedder other = new("other", dimension: 2);
        _planted.AddModel(other);
        _planted.Add("/a.jpg", new Dictionary<IEmbedder, float[]> { [_model] = [1, 0, 0, 0], [other] = [0, 1] });
        _planted.Add("/b.jpg", new Dictionary<IEmbedder, float[]> { [_model] = [0, 1, 0, 0], [other] = [1, 0] });

        IReadOnlyList<ModelHits> answers = await Searcher(other, _model).SearchAsync(
            new SearchQuery { Text = "x", Count = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(["other", "tiny"], answers.Select(a => a.Model));
        Assert.Equal(["/b.jpg", "/a.jpg"], answers.Select(a => Assert.Single(a.Hits).Path));
    }

    [Fact]
    public async Task An_empty_library_has_no_hits_and_no_warning()
    {
        ModelHits answer = await AskAsync(new SearchQuery { Text = "x" });

        Assert.Empty(answer.Hits);
        Assert.Null(answer.Warning);
    }

    [Fact]
    public async Task A_picture_finds_pictures()
    {
        _planted.Add("/dark.jpg", _model, 1, 0, 0, 0);
        _planted.Add("/bright.jpg", _model, 0, 0, 0, 1);

        ModelHits answer = await AskAsync(new SearchQuery { Image = Bitmap.Of(255, 255, 255), Count = 1 });

        Assert.Equal("/bright.jpg", Assert.Single(answer.Hits).Path);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_decoded_is_an_error_with_its_name()
    {
        ImageDecodeException error = await Assert.ThrowsAsync<ImageDecodeException>(
            () => AskAsync(new SearchQuery { Image = [1, 2, 3], ImageName = "holiday.jpg" }));

        Assert.Contains("holiday.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_minus_words_push_down_what_is_not_wanted()
    {
        _planted.Add("/beach-with-people.jpg", _model, 0.8f, 0.6f, 0, 0);
        _planted.Add("/beach.jpg", _model, 0.8f, 0, 0.6f, 0);
        _model.Plant("beach", 1, 0, 0, 0).Plant("people", 0, 1, 0, 0);

        ModelHits answer = await AskAsync(new SearchQuery { Text = "beach", Not = "people" });

        // unit([1, 0] − 0.5·[0, 1]) = [1, −0.5] / √1.25
        Assert.Equal(["/beach.jpg", "/beach-with-people.jpg"], answer.Hits.Select(h => h.Path));
        Assert.Equal(0.8 / Math.Sqrt(1.25), answer.Hits[0].Similarity, 5);
        Assert.Equal((0.8 - 0.3) / Math.Sqrt(1.25), answer.Hits[1].Similarity, 5);
    }

    [Fact]
    public async Task The_same_words_on_both_sides_still_ask_at_the_default_weight_and_cancel_out_at_1()
    {
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);

        ModelHits answer = await AskAsync(new SearchQuery { Text = "x", Not = "x" });
        SearchException error = await Assert.ThrowsAsync<SearchException>(
            () => AskAsync(new SearchQuery { Text = "x", Not = "x", NotWeight = 1 }));

        Assert.Equal(1, Assert.Single(answer.Hits).Similarity, 5);
        Assert.Contains("smaller weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_10_000_characters_works_and_warns_that_it_was_cut()
    {
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);

        ModelHits answer = await AskAsync(new SearchQuery { Text = string.Concat(Enumerable.Repeat("word ", 2000)) });

        Assert.Single(answer.Hits);
        Assert.Equal(
            "The query has 2,000 tokens, more than the model 'tiny' reads; its end was ignored.", answer.Warning);
    }

    [Fact]
    public async Task A_model_without_vectors_answers_with_the_command_that_indexes_and_is_not_asked()
    {
        PlantedEmbedder unknown = new("vit");

        ModelHits answer = await AskAsync(new SearchQuery { Text = "x" }, unknown);

        Assert.Empty(answer.Hits);
        Assert.Contains("imagesearch index FOLDER --model vit", answer.Warning, StringComparison.Ordinal);
        Assert.Contains("no vectors", answer.Warning, StringComparison.Ordinal);
        Assert.Empty(unknown.TextCalls);
    }

    [Fact]
    public async Task Another_version_of_an_indexed_model_says_so()
    {
        PlantedEmbedder newer = new("tiny", hash: "newer");

        ModelHits before = await AskAsync(new SearchQuery { Text = "x" }, newer);
        _planted.AddModel(newer, LibraryModelState.Building);
        ModelHits building = await AskAsync(new SearchQuery { Text = "x" }, newer);

        Assert.Contains("another version", before.Warning, StringComparison.Ordinal);
        Assert.Contains("not complete", building.Warning, StringComparison.Ordinal);
        Assert.Empty(building.Hits);
    }

    [Fact]
    public async Task What_the_indexer_changes_is_seen_by_the_next_query()
    {
        using ImageSearcher searcher = Searcher(_model);
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);
        SearchQuery query = new() { Text = "x" };
        Assert.Single((await searcher.SearchAsync(query, TestContext.Current.CancellationToken))[0].Hits);

        _planted.Add("/b.jpg", _model, 1, 0, 0, 0);
        Assert.Equal(2, (await searcher.SearchAsync(query, TestContext.Current.CancellationToken))[0].Hits.Count);

        _planted.Skip("/a.jpg");
        Assert.Equal("/b.jpg", Assert.Single(
            (await searcher.SearchAsync(query, TestContext.Current.CancellationToken))[0].Hits).Path);
    }

    [Fact]
    public async Task A_picture_that_was_skipped_a_moment_ago_makes_room_for_the_next()
    {
        using ImageSearcher searcher = Searcher(_model);
        for (int i = 0; i < 10; i++)
        {
            _planted.Add($"/{i}.jpg", _model, 1, 0, 0, 0);
        }

        SearchQuery query = new() { Text = "x", Count = 3 };
        await searcher.SearchAsync(query, TestContext.Current.CancellationToken);
        for (int i = 0; i < 7; i++)
        {
            // The vectors that are open still have it, as between the commit of an item and the next look.
            _planted.Skip($"/{i}.jpg", isNewGeneration: false);
        }

        ModelHits answer = (await searcher.SearchAsync(query, TestContext.Current.CancellationToken))[0];

        Assert.Equal(["/7.jpg", "/8.jpg", "/9.jpg"], answer.Hits.Select(h => h.Path));
        Assert.Equal([1, 2, 3], answer.Hits.Select(h => h.Rank));
        Assert.Null(answer.NextCursor);
    }

    [Fact]
    public async Task Filters_by_path_date_and_size_choose_among_the_pictures()
    {
        Dictionary<IEmbedder, float[]> vector = new() { [_model] = [1, 0, 0, 0] };
        DateTimeOffset day = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);
        _planted.Add("/photos/2023/a.jpg", vector, 500, day.AddYears(-1));
        _planted.Add("/photos/2024/b.jpg", vector, 1500, day);
        _planted.Add("/photos/2024/c.png", vector, 2500, day.AddDays(1));

        async Task<string> FindAsync(ItemFilter filter) => string.Join(' ',
            (await AskAsync(new SearchQuery { Text = "x", Filter = filter })).Hits.Select(h => h.Id));

        Assert.Equal("2 3", await FindAsync(new ItemFilter { Path = "2024/*" }));
        Assert.Equal("1 2", await FindAsync(new ItemFilter { Path = "*.jpg" }));
        Assert.Equal("2 3", await FindAsync(new ItemFilter { ModifiedFrom = day }));
        Assert.Equal("1 2", await FindAsync(new ItemFilter { ModifiedTo = day }));
        Assert.Equal("2", await FindAsync(new ItemFilter { SizeFrom = 501, SizeTo = 1500 }));
        Assert.Equal("", await FindAsync(new ItemFilter { Path = "*.gif" }));
        Assert.Equal("1 2 3", await FindAsync(new ItemFilter()));
    }

    [Fact]
    public async Task Many_queries_are_encoded_in_one_call_and_answered_as_one_by_one()
    {
        Random random = new(5);
        for (int i = 0; i < 50; i++)
        {
            _planted.Add($"/{i}.jpg", _model, Unit(random));
        }

        string[] texts = [.. Enumerable.Range(0, 300).Select(i => $"text {i}")];
        foreach (string text in texts)
        {
            _model.Plant(text, Unit(random));
        }

        using ImageSearcher searcher = Searcher(_model);
        IReadOnlyList<IReadOnlyList<ModelHits>> many =
            await searcher.SearchManyAsync(texts, 5, TestContext.Current.CancellationToken);

        Assert.Equal([256, 44], _model.TextCalls);
        Assert.Equal(300, many.Count);
        foreach (int i in new[] { 0, 17, 255, 256, 299 })
        {
            ModelHits one = (await searcher.SearchAsync(
                new SearchQuery { Text = texts[i], Count = 5 }, TestContext.Current.CancellationToken))[0];
            Assert.Equal(one.Hits, Assert.Single(many[i]).Hits);
            Assert.Equal(one.NextCursor, many[i][0].NextCursor);
        }
    }

    [Fact]
    public async Task Queries_at_once_on_one_searcher_answer_as_one_after_the_other_while_pictures_are_added()
    {
        for (int i = 0; i < 20; i++)
        {
            _planted.Add($"/{i}.jpg", _model, 1, 0, 0, 0);
        }

        using ImageSearcher searcher = Searcher(_model);
        CancellationToken token = TestContext.Current.CancellationToken;
        Task[] tasks = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int round = 0; round < 20; round++)
            {
                ModelHits answer = (await searcher.SearchAsync(new SearchQuery { Text = "x" }, token))[0];
                Assert.Equal(Enumerable.Range(1, 20), answer.Hits.Select(h => (int)h.Id));
            }
        }, token))];
        for (int i = 20; i < 30; i++)
        {
            _planted.Add($"/{i}.jpg", _model, 0, 1, 0, 0);
        }

        await Task.WhenAll(tasks);
        Assert.Equal(30, _planted.Library.CountItems());
    }

    [Fact]
    public async Task Similarities_that_rounding_puts_above_1_are_1_and_keep_their_pages()
    {
        float[] long1 = [1.000001f, 0, 0, 0];
        for (int i = 0; i < 5; i++)
        {
            _planted.Add($"/{i}.jpg", _model, i % 2 == 0 ? [1, 0, 0, 0] : long1);
        }

        SearchQuery query = new() { Text = "x", Count = 2 };
        ModelHits first = await AskAsync(query);
        ModelHits second = await AskAsync(query with { Cursor = first.NextCursor });
        ModelHits third = await AskAsync(query with { Cursor = second.NextCursor });

        SearchHit[] all = [.. first.Hits, .. second.Hits, .. third.Hits];
        Assert.All(all, h => Assert.Equal(1, h.Similarity));
        Assert.Equal([2, 4, 1, 3, 5], all.Select(h => h.Id));
    }

    [Fact]
    public async Task A_store_that_is_a_plain_loop_gives_the_same_answers()
    {
        Random random = new(9);
        List<(long Id, float[] Vector)> rows = [];
        for (int i = 0; i < 200; i++)
        {
            rows.Add((i + 1, Unit(random)));
            _planted.Add($"/{i}.jpg", _model, rows[i].Vector);
        }

        CancellationToken token = TestContext.Current.CancellationToken;
        SearchQuery[] queries = [.. Enumerable.Range(0, 20).Select(i => new SearchQuery { Text = $"{i}", Count = 30 })];
        Array.ForEach(queries, q => _model.Plant(q.Text!, Unit(random)));
        using ImageSearcher flat = Searcher(_model);
        using ImageSearcher plain = new(
            _planted.Library, [_model], new ImageDecoder(), m => (new PlainLoopStore(4, rows), m.Generation));

        IReadOnlyList<IReadOnlyList<ModelHits>> expected = await plain.SearchManyAsync(queries, token);
        IReadOnlyList<IReadOnlyList<ModelHits>> found = await flat.SearchManyAsync(queries, token);

        Assert.Equal(
            expected.Select(a => a[0].Hits.Select(h => h.Path)), found.Select(a => a[0].Hits.Select(h => h.Path)));
        Assert.All(
            expected.Zip(found).SelectMany(a => a.First[0].Hits.Zip(a.Second[0].Hits)),
            h => Assert.Equal(h.First.Similarity, h.Second.Similarity, tolerance: 1e-6f));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n")]
    public async Task A_blank_query_is_refused(string? text)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => AskAsync(new SearchQuery { Text = text }));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Searcher(_model).SearchManyAsync(["a", text!], 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Fields_out_of_range_are_refused()
    {
        SearchQuery[] wrong =
        [
            new() { Text = "x", Count = 0 }, new() { Text = "x", Count = 1001 }, new() { Text = "x", Not = " " },
            new() { Text = "x", Not = "y", NotWeight = 1.5 }, new() { Text = "x", NotWeight = double.NaN },
            new() { Text = "x", Image = [1] }, new() { Not = "x" },
        ];
        foreach (SearchQuery query in wrong)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => AskAsync(query));
        }
    }

    [Fact]
    public async Task Cancelling_ends_a_search() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Searcher(_model).SearchAsync(new SearchQuery { Text = "x" }, new CancellationToken(canceled: true)));

    private async Task<ModelHits> AskAsync(SearchQuery query, PlantedEmbedder? model = null)
    {
        using ImageSearcher searcher = Searcher(model ?? _model);
        return Assert.Single(await searcher.SearchAsync(query, TestContext.Current.CancellationToken));
    }

    private ImageSearcher Searcher(params IEmbedder[] models) => new(_planted.Library, models, new ImageDecoder());

    private static float[] Unit(Random random)
    {
        double[] v = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble() - 0.5)];
        double length = Math.Sqrt(v.Sum(x => x * x));
        return [.. v.Select(x => (float)(x / length))];
    }
}
