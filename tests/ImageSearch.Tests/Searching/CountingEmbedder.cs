using ImageSearch.Embeddings;
using ImageSearch.Tests.Embeddings;

namespace ImageSearch.Tests.Searching;

/// <summary>Another embedder; counts how often it is closed.</summary>
internal sealed class CountingEmbedder(IEmbedder inner) : ForwardingEmbedder(inner)
{
    public int Disposals { get; private set; }

    public override void Dispose()
    {
        Disposals++;
        base.Dispose();
    }
}
