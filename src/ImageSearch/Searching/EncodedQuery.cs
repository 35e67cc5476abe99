namespace ImageSearch.Searching;

/// <summary>A query in a model's space.</summary>
/// <param name="Vector">Unit length, shape [D].</param>
/// <param name="Warning">What was ignored of the words; null when nothing was.</param>
internal sealed record EncodedQuery(float[] Vector, string? Warning);
