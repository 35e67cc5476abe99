using ImageSearch.Embeddings;

namespace ImageSearch.Searching;

/// <summary>How a <see cref="SharedSearcher"/> works.</summary>
public sealed class SharedSearcherOptions
{
    /// <summary>Sentences whose vectors are kept in memory for each model, 0 or more; about 1 KB each.</summary>
    public int CachedQueries { get; init; } = 10_000;

    /// <summary>How models are run.</summary>
    public OnnxOptions Onnx { get; init; } = new();
}
