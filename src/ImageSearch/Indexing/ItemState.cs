namespace ImageSearch.Indexing;

/// <summary>What became of a picture in a run of the indexer.</summary>
public enum ItemState
{
    /// <summary>It was read, and is searchable.</summary>
    Indexed = 0,

    /// <summary>It could not be read or decoded; the reason says why.</summary>
    Skipped = 1,

    /// <summary>Size and date are those of the last run; it was not read.</summary>
    Unchanged = 2,

    /// <summary>The same bytes were known under a path that is gone; it kept its id and its vectors.</summary>
    Moved = 3,

    /// <summary>It is gone from its source, and from the library.</summary>
    Removed = 4,
}

/// <summary>What became of one picture.</summary>
/// <param name="Path">Its address.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">Why it was skipped; null otherwise.</param>
public sealed record ItemOutcome(string Path, ItemState State, string? Reason = null);
