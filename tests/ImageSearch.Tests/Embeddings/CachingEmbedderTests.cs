using ImageSearch.Embeddings;
using ImageSearch.Tests.Searching;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Tests.Embeddings;

public sealed class CachingEmbedderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imagesearch-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Only_the_sentences_that_are_not_kept_go_to_the_model_each_once_and_in_one_call()
    {
        PlantedEmbedder model = new PlantedEmbedder("tiny").Plant("a", 0, 1, 0, 0).Plant("b", 0, 0, 1, 0);
        using CachingEmbedder cache = new(model, 10);

        TextEmbedding[] first = await cache.EmbedTextsAsync(["a", "b", "a"], TestContext.Current.CancellationToken);
        TextEmbedding[] second = await cache.EmbedTextsAsync(["c", "b", "c", "a"], TestContext.Current.CancellationToken);
        await cache.EmbedTextsAsync(["a"], TestContext.Current.CancellationToken);

        Assert.Equal([2, 1], model.TextCalls);
        Assert.Equal([1, 2, 1], first.Select(t => Array.IndexOf(t.Vector, 1)));
        Assert.Equal([0, 2, 0, 1], second.Select(t => Array.IndexOf(t.Vector, 1)));
    }

    [Fact]
    public async Task The_sentence_that_was_not_used_for_longest_is_forgotten()
    {
        PlantedEmbedder model = new("tiny");
        using CachingEmbedder cache = new(model, 2);
        foreach (string text in new[] { "a", "b", "a", "c" })
        {
            await cache.EmbedTextsAsync([text], TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, cache.Count);
        model.TextCalls.Clear();
        await cache.EmbedTextsAsync(["a", "c"], TestContext.Current.CancellationToken);
        Assert.Empty(model.TextCalls);
        await cache.EmbedTextsAsync(["b"], TestContext.Current.CancellationToken);
        Assert.Equal([1], model.TextCalls);
    }

    [Fact]
    public async Task A_call_with_more_sentences_than_are_kept_answers_all_and_a_capacity_of_0_keeps_none()
    {
        foreach (int capacity in new[] { 0, 3 })
        {
            PlantedEmbedder model = new("tiny");
            using CachingEmbedder cache = new(model, capacity);
            string[] texts = [.. Enumerable.Range(0, 20).Select(i => $"{i}")];

            TextEmbedding[] answers = await cache.EmbedTextsAsync(texts, TestContext.Current.CancellationToken);

            Assert.Equal(20, answers.Length);
            Assert.All(answers, answer => Assert.Equal(1, answer.TokenCount));
            Assert.Equal(capacity, cache.Count);
        }
    }

    [Fact]
    public async Task A_call_that_fails_leaves_nothing_behind()
    {
        PlantedEmbedder model = new("tiny") { Poison = "bad" };
        using CachingEmbedder cache = new(model, 10);

        await Assert.ThrowsAsync<ArgumentException>(
            () => cache.EmbedTextsAsync(["good", "bad"], TestContext.Current.CancellationToken));

        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public async Task Many_callers_at_once_get_what_the_model_says_and_the_cache_stays_within_its_bound()
    {
        string[] words = ["red", "green", "blue", "yellow", "white", "black", "a", "dog", "cat", "car"];
        string path = TinyModel.Create(_folder.FullName, "tiny");
        using OnnxEmbedder model = new(path);
        using CachingEmbedder cache = new(new OnnxEmbedder(path), 4);
        TextEmbedding[] expected = await model.EmbedTextsAsync(words, TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(async () =>
        {
            Random random = new(seed);
            for (int round = 0; round < 100; round++)
            {
                int[] asked = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(words.Length))];
                TextEmbedding[] answers = await cache.EmbedTextsAsync(
                    [.. asked.Select(a => words[a])], TestContext.Current.CancellationToken);
                for (int i = 0; i < asked.Length; i++)
                {
                    Assert.All(answers[i].Vector.Zip(expected[asked[i]].Vector),
                        v => Assert.Equal(v.Second, v.First, tolerance: 1e-5f));
                }

                Assert.InRange(cache.Count, 1, 4);
            }
        })));
    }

    [Fact]
    public async Task Everything_else_is_the_models_own()
    {
        using OnnxEmbedder model = new(TinyModel.Create(_folder.FullName, "tiny"));
        using CachingEmbedder cache = new(model, 4);

        float[][] expected = await model.EmbedImagesAsync(
            [TinyModel.Picture("red")], TestContext.Current.CancellationToken);
        float[][] found = await cache.EmbedImagesAsync(
            [TinyModel.Picture("red")], TestContext.Current.CancellationToken);
        float[] prepared = new float[cache.PreparedLength];
        cache.Prepare(TinyModel.Picture("red"), prepared);
        float[][] fromPrepared = await cache.EmbedPreparedAsync([prepared], TestContext.Current.CancellationToken);

        Assert.Equal(expected[0], found[0]);
        Assert.Equal(expected[0], fromPrepared[0]);
        Assert.Equal(
            (model.Model, model.ModelHash, model.Dimension, model.MinimumSide, model.PreparedLength),
            (cache.Model, cache.ModelHash, cache.Dimension, cache.MinimumSide, cache.PreparedLength));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CachingEmbedder(model, -1));
    }
}
