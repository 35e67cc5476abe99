using ImageSearch.Embeddings;

namespace ImageSearch.Indexing;

/// <summary>A model that takes part in a run.</summary>
/// <param name="Id">Key of its row.</param>
/// <param name="Embedder">Computes its vectors.</param>
internal sealed record IndexModel(long Id, IEmbedder Embedder);
