namespace ImageSearch.Searching;

/// <summary>How long a model's answer took.</summary>
/// <param name="Encode">Turning the query into a vector, decoding included. Queries of one batch share it equally.
/// </param>
/// <param name="Scan">Comparing it with the vectors of the pictures. Queries of one batch share it equally.</param>
/// <param name="Total">All of it, filtering and reading the paths included.</param>
public sealed record SearchTimings(TimeSpan Encode, TimeSpan Scan, TimeSpan Total);
