using ImageSearch.Embeddings;
using ImageSearch.Tests.Embeddings;

namespace ImageSearch.Tests.Searching;

/// <summary>A model whose files turn out to be damaged when they are first used.</summary>
internal sealed class BrokenEmbedder(IEmbedder inner) : ForwardingEmbedder(inner)
{
    public override Task<float[][]> EmbedPreparedAsync(
        IReadOnlyList<ReadOnlyMemory<float>> prepared, CancellationToken cancellationToken = default) =>
        throw new ModelException(Model, "The model's file is damaged.");

    public override Task<TextEmbedding[]> EmbedTextsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        throw new ModelException(Model, "The model's file is damaged.");
}
