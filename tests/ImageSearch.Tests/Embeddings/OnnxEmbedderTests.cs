using System.Numerics.Tensors;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Tests.Embeddings;

public sealed class OnnxEmbedderTests : IDisposable
{
    private static readonly string[] Colours = [.. TinyModel.Colours.Keys];
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("imagesearch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_colour_is_nearest_to_its_own_word_and_all_vectors_have_unit_length()
    {
        using OnnxEmbedder embedder = new(TinyModel.Create(_folder, "tiny"));

        float[][] pictures = await embedder.EmbedImagesAsync(
            [.. Colours.Select(c => TinyModel.Picture(c))], Cancel);
        TextEmbedding[] words = await embedder.EmbedTextsAsync([.. Colours.Select(c => $"a {c} car")], Cancel);

        for (int i = 0; i < Colours.Length; i++)
        {
            float[] similarities = [.. pictures.Select(p => TensorPrimitives.Dot(p, words[i].Vector))];
            Assert.Equal(i, similarities.IndexOf(similarities.Max()));
            Assert.Equal(1, TensorPrimitives.Norm(pictures[i]), 1e-6);
            Assert.Equal(1, TensorPrimitives.Norm(words[i].Vector), 1e-6);
            Assert.Equal(5, words[i].TokenCount);
            Assert.False(words[i].WasCut);
        }
    }

    [Theory]
    [InlineData(true, false), InlineData(true, true), InlineData(false, false), InlineData(false, true)]
    public async Task A_batch_gives_the_same_vectors_in_the_same_order_as_single_calls(bool withMask, bool pad)
    {
        string folder = TinyModel.Create(
            _folder, "tiny", withMask: withMask,
            change: m => m with { Tokenizer = m.Tokenizer with { PadToContextLength = pad } });
        using OnnxEmbedder embedder = new(folder, new OnnxOptions { ImageBatchSize = 4, TextBatchSize = 3 });
        string[] texts = ["a red car", "dog", "", "the cats on the car", "blue", "a dog", "cat", "green dogs", "red"];
        PixelImage[] pictures = [.. Enumerable.Range(0, 9).Select(i => TinyModel.Picture(Colours[i % 6], 3 + i, 20))];

        float[][] images = await embedder.EmbedImagesAsync(pictures, Cancel);
        TextEmbedding[] words = await embedder.EmbedTextsAsync(texts, Cancel);

        for (int i = 0; i < texts.Length; i++)
        {
            AssertNear((await embedder.EmbedImagesAsync([pictures[i]], Cancel))[0], images[i]);
            AssertNear((await embedder.EmbedTextsAsync([texts[i]], Cancel))[0].Vector, words[i].Vector);
        }
    }

    [Fact]
    public async Task Prepared_pictures_give_the_vectors_of_the_pictures()
    {
        using OnnxEmbedder embedder = new(TinyModel.Create(_folder, "tiny"), new OnnxOptions { ImageBatchSize = 2 });
        PixelImage[] pictures = [.. Colours.Select(c => TinyModel.Picture(c))];
        ReadOnlyMemory<float>[] prepared = [.. pictures.Select(p => Prepare(embedder, p))];

        float[][] expected = await embedder.EmbedImagesAsync(pictures, Cancel);

        Assert.Equal(expected, await embedder.EmbedPreparedAsync(prepared, Cancel));
        Assert.Equal(expected, await ((IEmbedder)new ForwardingEmbedder(embedder)).EmbedImagesAsync(pictures, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => embedder.EmbedPreparedAsync([new float[5]], Cancel));
        Assert.Equal(TinyModel.Size * 3 / 2, embedder.MinimumSide);
    }

    [Fact]
    public async Task Nothing_gives_nothing()
    {
        using OnnxEmbedder embedder = new(TinyModel.Create(_folder, "tiny"));

        Assert.Empty(await embedder.EmbedImagesAsync([], Cancel));
        Assert.Empty(await embedder.EmbedTextsAsync([], Cancel));
    }

    [Fact]
    public async Task A_long_sentence_is_cut_and_says_so()
    {
        using OnnxEmbedder embedder = new(TinyModel.Create(_folder, "tiny"));
        string start = string.Join(' ', Enumerable.Repeat("red", TinyModel.ContextLength - 2));

        TextEmbedding[] both = await embedder.EmbedTextsAsync([start, start + " blue blue blue"], Cancel);

        Assert.Equal([false, true], both.Select(t => t.WasCut));
        Assert.Equal([TinyModel.ContextLength, TinyModel.ContextLength + 3], both.Select(t => t.TokenCount));
        AssertNear(both[0].Vector, both[1].Vector);
    }

    [Fact]
    public async Task Words_alone_never_load_the_vision_tower()
    {
        string folder = TinyModel.Create(_folder, "tiny");
        File.Delete(Path.Combine(folder, "image.onnx"));
        using OnnxEmbedder embedder = new(folder);

        Assert.Single(await embedder.EmbedTextsAsync(["a red car"], Cancel));
        ModelException e = await Assert.ThrowsAsync<ModelException>(
            () => embedder.EmbedImagesAsync([TinyModel.Picture("red")], Cancel));
        Assert.Contains(Path.Combine(folder, "image.onnx"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_calls_agree_with_each_other()
    {
        using OnnxEmbedder embedder = new(TinyModel.Create(_folder, "tiny"));
        PixelImage picture = TinyModel.Picture("green");

        float[][][] all = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => embedder.EmbedImagesAsync([picture], Cancel)));

        Assert.All(all, vectors => Assert.Equal(all[0][0], vectors[0]));
    }

    [Fact]
    public async Task A_cancelled_call_stops_and_a_disposed_model_refuses()
    {
        OnnxEmbedder embedder = new(TinyModel.Create(_folder, "tiny"));
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => embedder.EmbedTextsAsync(["a"], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => embedder.EmbedImagesAsync([TinyModel.Picture("red")], cancelled));
        embedder.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => embedder.EmbedTextsAsync(["a"], Cancel));
    }

    [Fact]
    public void The_hash_names_what_decides_a_vector_and_nothing_else()
    {
        string Hash(Func<ModelManifest, ModelManifest> change)
        {
            using OnnxEmbedder embedder = new(TinyModel.Create(_folder, "tiny", change: change));
            return embedder.ModelHash;
        }

        string plain = Hash(m => m);

        Assert.Equal(64, plain.Length);
        Assert.Equal(plain, Hash(m => m with { Name = "other", Licence = "none", Revision = "9" }));
        Assert.NotEqual(plain, Hash(m => m with { Preprocessor = m.Preprocessor with { Mean = [0, 0, 0.1f] } }));
        Assert.NotEqual(plain, Hash(m => m with { Tokenizer = m.Tokenizer with { ContextLength = 9 } }));
        using OnnxEmbedder reseeded = new(TinyModel.Create(_folder, "tiny", seed: 1));
        Assert.NotEqual(plain, reseeded.ModelHash);
    }

    private static ReadOnlyMemory<float> Prepare(OnnxEmbedder embedder, PixelImage picture)
    {
        float[] tensor = new float[embedder.PreparedLength];
        embedder.Prepare(picture, tensor);
        return tensor;
    }

    private static void AssertNear(float[] expected, float[] actual) =>
        Assert.True(TensorPrimitives.Distance(expected, actual) < 1e-5f, "The vectors differ.");
}
