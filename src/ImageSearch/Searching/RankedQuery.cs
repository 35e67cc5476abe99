namespace ImageSearch.Searching;

/// <summary>A query put to one model.</summary>
/// <param name="Query">The query.</param>
/// <param name="Ranking">Fingerprint of what it ranks (<see cref="SearchCursor.Fingerprint"/>).</param>
/// <param name="After">Where the page begins; null for the first.</param>
/// <param name="Filter">Which ids may be shown; null for all.</param>
internal sealed record RankedQuery(SearchQuery Query, ulong Ranking, SearchCursor? After, Func<long, bool>? Filter)
{
    /// <summary>Rows of the ranking that answer it, if nothing changed since the page before: one more than wanted
    /// tells whether there is a next page, and the picture that similar ones are wanted to takes a row
    /// itself.</summary>
    public int Depth => (int)Math.Min(
        (After?.Seen ?? 0) + (long)Query.Count + 1 + (Query.SimilarTo is null ? 0 : 1), int.MaxValue);
}
