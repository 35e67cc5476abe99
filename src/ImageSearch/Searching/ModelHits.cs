namespace ImageSearch.Searching;

/// <summary>One model's answer to one query.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Hits">Best first, equal similarities by ascending id; empty when nothing passes, never null.</param>
/// <param name="Warning">What the reader should know, such as a query that was cut; null when all is well.</param>
/// <param name="NextCursor">Continues after the last hit; null when there is nothing more.</param>
/// <param name="Timings">How long it took.</param>
public sealed record ModelHits(
    string Model, IReadOnlyList<SearchHit> Hits, string? Warning, string? NextCursor, SearchTimings Timings);
