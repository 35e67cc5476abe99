using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Client;

/// <summary>What to look for: words, or a picture of the library. A picture file goes to
/// <see cref="ImageSearchClient.SearchByPictureAsync"/>.</summary>
/// <param name="Query">What the pictures show; null when <see cref="SimilarTo"/> is given.</param>
/// <param name="SimilarTo">Id of a picture of the library to find similar ones to; null when <see cref="Query"/> is
/// given. The picture itself is left out of the results.</param>
/// <param name="Not">What the pictures should not show; null for nothing.</param>
/// <param name="NotWeight">How much of <see cref="Not"/> is taken away, 0 to 1.</param>
/// <param name="Count">Results wanted from each model, 1 to <see cref="MaximumCount"/>.</param>
/// <param name="Models">The models to ask, in the order of the answer; null or empty for all that the library
/// has.</param>
/// <param name="Cursor">Continues one model's ranking: <see cref="ModelResult.NextCursor"/> of the page before.</param>
/// <param name="Filter">Which pictures may be shown; null for all.</param>
/// <remarks>Parameters, because generated JSON code takes the defaults of these alone: it sets every property with
/// <c>init</c>, those that a request leaves out to zero.</remarks>
public sealed record SearchRequest(
    [property: Description("What the pictures show.")]
    string? Query = null,
    [property: Description("Id of an item: find pictures similar to it, instead of words.")]
    long? SimilarTo = null,
    [property: Description("What the pictures should not show. It pushes such pictures down; it is no strict "
        + "exclusion.")]
    string? Not = null,
    [property: Range(0.0, 1.0), Description("How much of `not` is taken away.")]
    double NotWeight = 0.5,
    [property: Range(1, SearchRequest.MaximumCount), Description("Results wanted from each model.")]
    int Count = 20,
    [property: MaxLength(16), Description("The models to ask; all that the library has vectors of when empty.")]
    IReadOnlyList<string>? Models = null,
    [property: MaxLength(200)]
    [property: Description("Continues one model's ranking: its `nextCursor`, with the same query and filter.")]
    string? Cursor = null,
    SearchFilter? Filter = null)
{
    /// <summary>Most results that one query may ask for.</summary>
    public const int MaximumCount = 200;
}
