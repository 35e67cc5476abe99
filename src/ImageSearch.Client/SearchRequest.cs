using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Client;

/// <summary>What to look for: words, or a picture of the library. A picture file goes to
/// <see cref="ImageSearchClient.SearchByPictureAsync"/>.</summary>
public sealed record SearchRequest
{
    /// <summary>Most results that one query may ask for.</summary>
    public const int MaximumCount = 200;

    /// <summary>What the pictures show; null when <see cref="SimilarTo"/> is given.</summary>
    [Description("What the pictures show.")]
    public string? Query { get; init; }

    /// <summary>Id of a picture of the library to find similar ones to; null when <see cref="Query"/> is given.
    /// The picture itself is left out of the results.</summary>
    [Description("Id of an item: find pictures similar to it, instead of words.")]
    public long? SimilarTo { get; init; }

    /// <summary>What the pictures should not show; null for nothing.</summary>
    [Description("What the pictures should not show. It pushes such pictures down; it is no strict exclusion.")]
    public string? Not { get; init; }

    /// <summary>How much of <see cref="Not"/> is taken away, 0 to 1.</summary>
    [Range(0.0, 1.0), Description("How much of `not` is taken away.")]
    public double NotWeight { get; init; } = 0.5;

    /// <summary>Results wanted from each model, 1 to <see cref="MaximumCount"/>.</summary>
    [Range(1, MaximumCount), Description("Results wanted from each model.")]
    public int Count { get; init; } = 20;

    /// <summary>The models to ask, in the order of the answer; null or empty for all that the library has.</summary>
    [MaxLength(16), Description("The models to ask; all that the library has vectors of when empty.")]
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Continues one model's ranking: <see cref="ModelResult.NextCursor"/> of the page before.</summary>
    [MaxLength(200), Description("Continues one model's ranking: its `nextCursor`, with the same query and filter.")]
    public string? Cursor { get; init; }

    /// <summary>Which pictures may be shown; null for all.</summary>
    public SearchFilter? Filter { get; init; }
}
