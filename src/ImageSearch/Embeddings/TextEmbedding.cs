namespace ImageSearch.Embeddings;

/// <summary>A sentence in the model's space.</summary>
/// <param name="Vector">Unit length, shape [D].</param>
/// <param name="TokenCount">Tokens that the sentence has, special ones included, before any were cut off.</param>
/// <param name="WasCut">True when the sentence was longer than the model reads, so that its end was ignored.</param>
public sealed record TextEmbedding(float[] Vector, int TokenCount, bool WasCut);
