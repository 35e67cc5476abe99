using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Tests.Indexing;

/// <summary>A model without a network: nine points of the picture, mixed by the seed. The same for any batch.</summary>
internal sealed class FakeEmbedder(string model = "fake", int seed = 1, int dimension = 20) : IEmbedder
{
    private const int Grid = 3;
    private int _embedded;

    public string Model => model;

    public string ModelHash { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{model} {seed} {dimension}")));

    public int Dimension => dimension;

    public int MinimumSide { get; init; } = Grid;

    public int PreparedLength => Grid * Grid * 3;

    /// <summary>Pictures embedded so far.</summary>
    public int Embedded => _embedded;

    /// <summary>Called before each batch with the number of pictures in it.</summary>
    public Action<int>? OnBatch { get; init; }

    /// <summary>True for a model that makes only zeros.</summary>
    public bool IsBroken { get; init; }

    public void Prepare(PixelImage image, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            int y = i / 3 / Grid * (image.Height - 1) / (Grid - 1);
            int x = i / 3 % Grid * (image.Width - 1) / (Grid - 1);
            destination[i] = image.Rgb[(((y * image.Width) + x) * 3) + (i % 3)] / 255f;
        }
    }

    public Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OnBatch?.Invoke(prepared.Count);
        Interlocked.Add(ref _embedded, prepared.Count);
        return Task.FromResult(prepared.Select(p => Embed(p.Span)).ToArray());
    }

    public Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Indexing embeds no words.");

    /// <summary>The vector that a picture must have.</summary>
    public float[] Embed(PixelImage image)
    {
        float[] prepared = new float[PreparedLength];
        Prepare(image, prepared);
        return Embed(prepared.AsSpan());
    }

    public void Dispose()
    {
    }

    private float[] Embed(ReadOnlySpan<float> prepared)
    {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension && !IsBroken; d++)
        {
            float sum = 0.01f * (d + 1);
            for (int i = 0; i < prepared.Length; i++)
            {
                sum += prepared[i] * MathF.Sin((seed * 17) + (d * 31) + (i * 7));
            }

            vector[d] = sum;
        }

        if (!IsBroken)
        {
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }

        return vector;
    }
}
