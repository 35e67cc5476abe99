namespace ImageSearch.Indexing;

/// <summary>How far a run of the indexer is.</summary>
/// <param name="Done">Pictures that are settled: indexed, unchanged or skipped.</param>
/// <param name="Listed">Pictures that the source has listed so far.</param>
/// <param name="IsListingComplete">True when <paramref name="Listed"/> is all.</param>
/// <param name="Indexed">Pictures of this run that are searchable and were read.</param>
/// <param name="Unchanged">Pictures that were not read again.</param>
/// <param name="Moved">Pictures found under another path; known only at the end.</param>
/// <param name="Removed">Pictures that are gone; known only at the end.</param>
/// <param name="Skipped">Pictures that could not be read or decoded.</param>
/// <param name="Elapsed">Time since the run began.</param>
public sealed record IndexProgress(
    int Done,
    int Listed,
    bool IsListingComplete,
    int Indexed,
    int Unchanged,
    int Moved,
    int Removed,
    int Skipped,
    TimeSpan Elapsed)
{
    /// <summary>Pictures settled a second since the beginning; 0 at the very beginning.</summary>
    public double ImagesPerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>Time that the rest will take at this rate; null while the listing is incomplete or nothing is
    /// done.</summary>
    public TimeSpan? Remaining => IsListingComplete && Done > 0 ? Elapsed * ((double)(Listed - Done) / Done) : null;
}
