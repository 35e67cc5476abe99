using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Searching;

/// <summary>A model that others use as well: disposing ends this use of it.</summary>
internal sealed class EmbedderLease(string name, IEmbedder shared, Action giveBack) : IEmbedder
{
    private int _isDisposed;

    public string Model => name;

    public string ModelHash => shared.ModelHash;

    public int Dimension => shared.Dimension;

    public int MinimumSide => shared.MinimumSide;

    public int PreparedLength => shared.PreparedLength;

    public void Prepare(PixelImage image, Span<float> destination) => shared.Prepare(image, destination);

    public Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default) =>
        shared.EmbedPreparedAsync(prepared, cancellationToken);

    public Task<float[][]> EmbedImagesAsync(
        IReadOnlyList<PixelImage> images, CancellationToken cancellationToken = default) =>
        shared.EmbedImagesAsync(images, cancellationToken);

    public Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        shared.EmbedTextsAsync(texts, cancellationToken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            giveBack();
        }
    }
}
