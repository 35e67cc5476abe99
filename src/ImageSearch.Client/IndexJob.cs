using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Client;

/// <summary>Asks the backend to bring the library up to date.</summary>
public sealed record IndexJobRequest
{
    /// <summary>A source by its name in <see cref="LibraryStatus.Sources"/>; null for all of them.</summary>
    [MaxLength(500), Description("Name of a source of GET /v1/library; all of them when it is missing.")]
    public string? Source { get; init; }

    /// <summary>Models to index with; null or empty for those that the library has, or else the shipped ones.</summary>
    [MaxLength(16), Description("Models to index with; those that the library has, or the shipped ones, when empty.")]
    public IReadOnlyList<string>? Models { get; init; }
}

/// <summary>A run of the indexer in the backend.</summary>
/// <param name="Id">Identifies the job.</param>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Done">Pictures that are settled.</param>
/// <param name="Listed">Pictures that the source has listed so far.</param>
/// <param name="IsListingComplete">True when <paramref name="Listed"/> is all.</param>
/// <param name="Indexed">Pictures that were read and are searchable.</param>
/// <param name="Unchanged">Pictures that were not read again.</param>
/// <param name="Moved">Pictures found under another path.</param>
/// <param name="Removed">Pictures that are gone.</param>
/// <param name="Skipped">Pictures that could not be read or decoded.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null before.</param>
public sealed record IndexJob(
    string Id,
    string State,
    int Done,
    int Listed,
    bool IsListingComplete,
    int Indexed,
    int Unchanged,
    int Moved,
    int Removed,
    int Skipped,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>True when nothing will change any more.</summary>
    public bool IsEnded => State is "completed" or "failed" or "cancelled";
}
