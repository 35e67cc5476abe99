namespace ImageSearch.Searching;

/// <summary>A model of the library, as a <see cref="SharedSearcher"/> serves it at a moment.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Hash">The version that answers; the library's when none does.</param>
/// <param name="Dimension">Length of its vectors.</param>
/// <param name="Vectors">Pictures that it finds; 0 when it does not answer.</param>
/// <param name="Warning">What is wrong, and what to do; null when all is well.</param>
public sealed record ServedModel(string Name, string Hash, int Dimension, int Vectors, string? Warning)
{
    /// <summary>False when it cannot answer; <see cref="Warning"/> says why.</summary>
    public bool IsReady { get; init; } = true;

    /// <summary>True while it is loaded for the first time; then it is not ready yet.</summary>
    public bool IsLoading { get; init; }
}
