using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Tests.Embeddings;

/// <summary>Passes everything on, and implements only what the interface demands.</summary>
internal class ForwardingEmbedder(IEmbedder inner) : IEmbedder
{
    public string Model => inner.Model;

    public string ModelHash => inner.ModelHash;

    public int Dimension => inner.Dimension;

    public int MinimumSide => inner.MinimumSide;

    public int PreparedLength => inner.PreparedLength;

    public void Prepare(PixelImage image, Span<float> destination) => inner.Prepare(image, destination);

    public virtual Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default) =>
        inner.EmbedPreparedAsync(prepared, cancellationToken);

    public virtual Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        inner.EmbedTextsAsync(texts, cancellationToken);

    public virtual void Dispose() => inner.Dispose();
}
