using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Tests.Searching;

/// <summary>A model whose files turn out to be damaged when they are first used.</summary>
internal sealed class BrokenEmbedder(IEmbedder inner) : IEmbedder
{
    public string Model => inner.Model;

    public string ModelHash => inner.ModelHash;

    public int Dimension => inner.Dimension;

    public int MinimumSide => inner.MinimumSide;

    public int PreparedLength => inner.PreparedLength;

    public void Prepare(PixelImage image, Span<float> destination) => inner.Prepare(image, destination);

    public Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default) =>
        throw new ModelException(Model, "The model's file is damaged.");

    public Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        throw new ModelException(Model, "The model's file is damaged.");

    public void Dispose() => inner.Dispose();
}
