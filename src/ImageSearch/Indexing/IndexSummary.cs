using ImageSearch.Sources;

namespace ImageSearch.Indexing;

/// <summary>What a run of the indexer did. Indexed, unchanged, moved and skipped add up to what the source
/// listed.</summary>
/// <param name="Indexed">Pictures that were read and are searchable.</param>
/// <param name="Unchanged">Pictures that were not read, because size and date are the same.</param>
/// <param name="Moved">Pictures found under another path; they kept id and vectors.</param>
/// <param name="Removed">Pictures that were gone from the source, and are from the library.</param>
/// <param name="Skipped">Pictures that could not be read or decoded, with the reason, those of earlier runs included.
/// A damaged file is tried again when its size or date changes, one that could not be read in every run.</param>
/// <param name="Problems">Places that the source passed over. What the library knows below them was kept.</param>
/// <param name="Elapsed">Time that the run took.</param>
public sealed record IndexSummary(
    int Indexed,
    int Unchanged,
    int Moved,
    int Removed,
    IReadOnlyList<ItemOutcome> Skipped,
    IReadOnlyList<SourceProblem> Problems,
    TimeSpan Elapsed);
