using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using ImageSearch.Sources;
using ImageSearch.Tests.Indexing;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Tests.Searching;

/// <summary>Searching with real model files, small as they are.</summary>
public sealed class TinyModelSearchTests : IAsyncLifetime
{
    private static readonly string[] Colours = [.. TinyModel.Colours.Keys];

    private readonly TemporaryFolder _folder = new();
    private readonly PlantedLibrary _planted = new();
    private readonly OnnxEmbedder _model;

    public TinyModelSearchTests() => _model = new OnnxEmbedder(TinyModel.Create(_folder.Path, "tiny"));

    public async ValueTask InitializeAsync()
    {
        _planted.AddModel(_model);
        float[][] vectors = await ((IEmbedder)_model).EmbedImagesAsync([.. Colours.Select(c => TinyModel.Picture(c))]);
        for (int i = 0; i < Colours.Length; i++)
        {
            _planted.Add($"/photos/{Colours[i]}.bmp", _model, vectors[i]);
        }
    }

    public ValueTask DisposeAsync()
    {
        _model.Dispose();
        _planted.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_colour_in_words_finds_the_picture_of_that_colour()
    {
        foreach (string colour in Colours)
        {
            ModelHits answer = await AskAsync(new SearchQuery { Text = $"a {colour} picture" });

            Assert.Equal($"/photos/{colour}.bmp", answer.Hits[0].Path);
            Assert.Equal(Colours.Length, answer.Hits.Count);
            Assert.Null(answer.Warning);
        }
    }

    [Fact]
    public async Task A_picture_finds_itself_with_similarity_1()
    {
        foreach ((string colour, (byte r, byte g, byte b)) in TinyModel.Colours)
        {
            ModelHits answer = await AskAsync(new SearchQuery { Image = Bitmap.Of(r, g, b, 64, 48), Count = 1 });

            Assert.Equal($"/photos/{colour}.bmp", answer.Hits[0].Path);
            Assert.Equal(1, answer.Hits[0].Similarity, 4);
        }
    }

    [Fact]
    public async Task Yellow_minus_red_is_nearer_to_green_than_to_red()
    {
        List<string> paths = [.. (await AskAsync(new SearchQuery { Text = "yellow", Not = "red" })).Hits
            .Select(h => h.Path)];

        Assert.Equal("/photos/yellow.bmp", paths[0]);
        Assert.True(paths.IndexOf("/photos/green.bmp") < paths.IndexOf("/photos/red.bmp"));
    }

    [Fact]
    public async Task A_sentence_beyond_the_models_context_is_cut_with_a_warning()
    {
        ModelHits answer = await AskAsync(
            new SearchQuery { Text = "red " + string.Concat(Enumerable.Repeat("the dog on ", 900)) });

        Assert.NotEmpty(answer.Hits);
        Assert.Contains("has 2,703 tokens", answer.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_sentences_at_once_rank_as_one_by_one()
    {
        using ImageSearcher searcher = new(_planted.Library, [_model], new ImageDecoder());
        CancellationToken token = TestContext.Current.CancellationToken;
        string[] texts = [.. Colours.Select(c => $"the {c} car"), "dog", "a cat on the car"];

        IReadOnlyList<IReadOnlyList<ModelHits>> many = await searcher.SearchManyAsync(texts, 3, token);

        for (int i = 0; i < texts.Length; i++)
        {
            ModelHits one = await AskAsync(new SearchQuery { Text = texts[i], Count = 3 });
            Assert.Equal(one.Hits.Select(h => h.Id), many[i][0].Hits.Select(h => h.Id));
        }
    }

    [Fact]
    public async Task A_file_that_the_indexer_skipped_never_appears_and_a_deleted_one_is_gone()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        string photos = Directory.CreateDirectory(_folder["photos"]).FullName;
        File.WriteAllBytes(Path.Combine(photos, "red.bmp"), Bitmap.Of(255, 0, 0));
        File.WriteAllBytes(Path.Combine(photos, "blue.bmp"), Bitmap.Of(0, 0, 255));
        File.WriteAllBytes(Path.Combine(photos, "cut.bmp"), Bitmap.Of(255, 0, 0)[..70]);
        ImageDecoder decoder = new();
        using Library library = Library.Open(_folder["library"]);
        ImageIndexer indexer = new(library, decoder, [_model]);
        using ImageSearcher searcher = new(library, [_model], decoder);
        async Task<IEnumerable<string>> FindAsync()
        {
            await indexer.RunAsync(new FolderSource(new FolderSourceOptions { Folder = photos }), null, token);
            ModelHits answer = (await searcher.SearchAsync(new SearchQuery { Text = "red" }, token))[0];
            return answer.Hits.Select(h => Path.GetFileName(h.Path));
        }

        Assert.Equal(["red.bmp", "blue.bmp"], await FindAsync());
        Assert.Equal(1, library.CountItems(ItemState.Skipped));

        File.Delete(Path.Combine(photos, "red.bmp"));
        Assert.Equal(["blue.bmp"], await FindAsync());
    }

    private async Task<ModelHits> AskAsync(SearchQuery query)
    {
        using ImageSearcher searcher = new(_planted.Library, [_model], new ImageDecoder());
        return Assert.Single(await searcher.SearchAsync(query, TestContext.Current.CancellationToken));
    }
}
