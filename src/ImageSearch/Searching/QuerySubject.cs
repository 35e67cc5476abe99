namespace ImageSearch.Searching;

/// <summary>What a query asks for besides words: the vector of a picture.</summary>
/// <param name="Vector">Unit length, shape [D]; null when the query is of words, or the model has no vector.</param>
/// <param name="Warning">Why there is no vector of the picture that is meant; null when all is well.</param>
internal sealed record QuerySubject(float[]? Vector, string? Warning)
{
    /// <summary>Of a query of words.</summary>
    public static QuerySubject Words { get; } = new(null, null);
}
