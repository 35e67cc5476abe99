using ImageSearch.Embeddings;
using ImageSearch.Training.Data;
using ImageSearch.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ImageSearch.Training.Export;

/// <summary>Compares an exported model with the network that it came from, on the same random inputs.</summary>
internal static class GoldenCheck
{
    private const int Inputs = 4;

    /// <summary>Runs both.</summary>
    /// <returns>The largest difference of any value of any unit vector, over both towers.</returns>
    public static async Task<double> LargestDifferenceAsync(
        string folder, DualEncoder network, WordPieceTokenizer tokenizer, CancellationToken cancellationToken)
    {
        using OnnxEmbedder embedder = new(folder);
        network.Weights.Training = false;
        network.Weights.ComputeType = ScalarType.Float32;
        Random random = new(17);
        int size = network.Shape.Vision.ImageSize;
        float[][] pixels = [.. Enumerable.Range(0, Inputs).Select(_ => Noise(random, 3 * size * size))];
        float[][] images = await embedder.EmbedPreparedAsync(
            [.. pixels.Select(p => (ReadOnlyMemory<float>)p)], cancellationToken);
        // Sentences of different lengths, so that padding is compared as well.
        string[] texts = ["a dog", "two children playing in the snow near a red house", "x", "a man surfing, at dusk"];
        TextEmbedding[] sentences = await embedder.EmbedTextsAsync(texts, cancellationToken);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        Tensor expectedImages = network.EncodeImages(
            tensor(pixels.SelectMany(p => p).ToArray(), [Inputs, 3, size, size]));
        (long[] ids, long[] mask) = BatchLoader.Pad(
            [.. texts.Select(text => tokenizer.Encode(text, network.Shape.Text.ContextLength))], tokenizer.PaddingId);
        long[] shape = [texts.Length, ids.Length / texts.Length];
        Tensor expectedTexts = network.EncodeTexts(tensor(ids, shape), tensor(mask, shape));
        return Math.Max(
            Largest(expectedImages, images), Largest(expectedTexts, [.. sentences.Select(s => s.Vector)]));
    }

    private static double Largest(Tensor expected, float[][] actual) =>
        expected.contiguous().data<float>().ToArray().Zip(actual.SelectMany(v => v))
            .Max(pair => Math.Abs(pair.First - pair.Second));

    private static float[] Noise(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 4) - 2))];
}
