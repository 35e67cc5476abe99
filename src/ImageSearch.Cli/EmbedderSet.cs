using ImageSearch.Embeddings;

namespace ImageSearch.Cli;

/// <summary>Open models, closed together.</summary>
internal sealed class EmbedderSet(IReadOnlyList<IEmbedder> embedders) : IDisposable
{
    /// <summary>The models, in the order asked for.</summary>
    public IReadOnlyList<IEmbedder> All { get; } = embedders;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IEmbedder embedder in All)
        {
            embedder.Dispose();
        }
    }
}
