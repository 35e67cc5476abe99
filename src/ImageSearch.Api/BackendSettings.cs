using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Api;

/// <summary>All options of a backend.</summary>
public sealed class BackendSettings
{
    /// <summary>How it serves.</summary>
    public ApiOptions Api { get; init; } = new();

    /// <summary>Where the library is.</summary>
    public LibraryOptions Library { get; init; } = new();

    /// <summary>Where models are.</summary>
    public ModelCatalogOptions Models { get; init; } = new();

    /// <summary>How models are run.</summary>
    public OnnxOptions Onnx { get; init; } = new();

    /// <summary>Which pictures are too large.</summary>
    public DecodeLimits Decoding { get; init; } = new();

    /// <summary>How pictures are indexed.</summary>
    public IndexOptions Index { get; init; } = new();

    /// <summary>The least severe level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
