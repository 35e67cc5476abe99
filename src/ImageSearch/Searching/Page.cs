namespace ImageSearch.Searching;

/// <summary>Some hits of a ranking, in order.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="NextCursor">Continues after them; null when there is nothing more.</param>
internal sealed record Page(IReadOnlyList<SearchHit> Hits, string? NextCursor);
