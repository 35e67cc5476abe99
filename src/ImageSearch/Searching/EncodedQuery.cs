namespace ImageSearch.Searching;

/// <summary>A query in a model's space.</summary>
/// <param name="Vector">Unit length, shape [D]; null when there is nothing to look for, because the model has no
/// vector for the picture that is meant.</param>
/// <param name="Warning">What the reader should know, such as words that were ignored; null when all is well.</param>
internal sealed record EncodedQuery(float[]? Vector, string? Warning)
{
    /// <summary>Why the query as it was put has no answer; null when it has one.</summary>
    public SearchException? Error { get; init; }
}
