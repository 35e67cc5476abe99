using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Searching;

namespace ImageSearch.Tests.Searching;

public sealed class SimilarToTests : IDisposable
{
    private readonly PlantedLibrary _planted = new();
    private readonly PlantedEmbedder _model = new("tiny");

    public SimilarToTests() => _planted.AddModel(_model);

    public void Dispose() => _planted.Dispose();

    [Fact]
    public async Task Pictures_are_ranked_by_likeness_to_the_stored_vector_without_the_picture_itself()
    {
        _planted.Add("/asked.jpg", _model, 1, 0, 0, 0);
        _planted.Add("/far.jpg", _model, 0, 1, 0, 0);
        _planted.Add("/near.jpg", _model, 0.8f, 0.6f, 0, 0);
        _planted.Add("/same.jpg", _model, 1, 0, 0, 0);

        ModelHits answer = await AskAsync(new SearchQuery { SimilarTo = 1 });

        Assert.Equal(
            [(1, 4, "/same.jpg", 1), (2, 3, "/near.jpg", 0.8f), (3, 2, "/far.jpg", 0)],
            answer.Hits.Select(h => (h.Rank, h.Id, h.Path, h.Similarity)));
        Assert.Null(answer.Warning);
        Assert.Empty(_model.TextCalls);
    }

    [Fact]
    public async Task Words_can_be_taken_away_from_it()
    {
        _planted.Add("/asked.jpg", _model, 1, 0, 0, 0);
        _planted.Add("/with.jpg", _model, 0.8f, 0.6f, 0, 0);
        _planted.Add("/without.jpg", _model, 0.8f, 0, 0.6f, 0);
        _model.Plant("people", 0, 1, 0, 0);

        ModelHits answer = await AskAsync(new SearchQuery { SimilarTo = 1, Not = "people" });

        Assert.Equal(["/without.jpg", "/with.jpg"], answer.Hits.Select(h => h.Path));
    }

    [Fact]
    public async Task Pages_of_it_leave_out_nothing_but_the_picture_itself()
    {
        for (int i = 0; i < 10; i++)
        {
            _planted.Add($"/{i}.jpg", _model, 1, 0, 0, 0);
        }

        SearchQuery query = new() { SimilarTo = 4, Count = 2 };
        List<SearchHit> hits = [];
        string? cursor = null;
        do
        {
            ModelHits page = await AskAsync(query with { Cursor = cursor });
            hits.AddRange(page.Hits);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal([1, 2, 3, 5, 6, 7, 8, 9, 10], hits.Select(h => h.Id));
        Assert.Equal(Enumerable.Range(1, 9), hits.Select(h => h.Rank));
    }

    [Fact]
    public async Task Its_cursor_does_not_continue_another_pictures_ranking()
    {
        for (int i = 0; i < 5; i++)
        {
            _planted.Add($"/{i}.jpg", _model, 1, 0, 0, 0);
        }

        string? cursor = (await AskAsync(new SearchQuery { SimilarTo = 1, Count = 2 })).NextCursor;

        await Assert.ThrowsAsync<SearchException>(
            () => AskAsync(new SearchQuery { SimilarTo = 2, Count = 2, Cursor = cursor }));
    }

    [Fact]
    public async Task A_model_without_a_vector_for_it_says_so_and_the_others_answer()
    {
        PlantedEmbedder other = new("other");
        _planted.AddModel(other);
        _planted.Add("/both.jpg", new Dictionary<IEmbedder, float[]> { [_model] = [1, 0, 0, 0], [other] = [1, 0, 0, 0] });
        _planted.Add("/one.jpg", _model, 1, 0, 0, 0);

        using ImageSearcher searcher = new(_planted.Library, [_model, other], new ImageDecoder());
        IReadOnlyList<ModelHits> answers = await searcher.SearchAsync(
            new SearchQuery { SimilarTo = 2, Not = "x" }, TestContext.Current.CancellationToken);

        Assert.Equal("/both.jpg", Assert.Single(answers[0].Hits).Path);
        Assert.Empty(answers[1].Hits);
        Assert.Contains("no vector of the picture with the id 2", answers[1].Warning, StringComparison.Ordinal);
        Assert.Null(answers[1].NextCursor);
    }

    [Fact]
    public async Task An_id_that_the_library_does_not_know_is_an_error()
    {
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);

        SearchException error = await Assert.ThrowsAsync<SearchException>(
            () => AskAsync(new SearchQuery { SimilarTo = 77 }));

        Assert.Contains("77", error.Message, StringComparison.Ordinal);
    }

    private async Task<ModelHits> AskAsync(SearchQuery query)
    {
        using ImageSearcher searcher = new(_planted.Library, [_model], new ImageDecoder());
        return Assert.Single(await searcher.SearchAsync(query, TestContext.Current.CancellationToken));
    }
}
