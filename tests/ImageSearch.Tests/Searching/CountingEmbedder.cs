using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Tests.Searching;

/// <summary>Another embedder; counts how often it is closed.</summary>
internal sealed class CountingEmbedder(IEmbedder inner) : IEmbedder
{
    public int Disposals { get; private set; }

    public string Model => inner.Model;

    public string ModelHash => inner.ModelHash;

    public int Dimension => inner.Dimension;

    public int MinimumSide => inner.MinimumSide;

    public int PreparedLength => inner.PreparedLength;

    public void Prepare(PixelImage image, Span<float> destination) => inner.Prepare(image, destination);

    public Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default) =>
        inner.EmbedPreparedAsync(prepared, cancellationToken);

    public Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        inner.EmbedTextsAsync(texts, cancellationToken);

    public void Dispose() => Disposals++;
}
