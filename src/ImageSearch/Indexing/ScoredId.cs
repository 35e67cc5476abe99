namespace ImageSearch.Indexing;

/// <summary>One row of a result: which vector, and how well it matches.</summary>
/// <param name="Id">The id under which the vector was stored.</param>
/// <param name="Score">Float32 dot product with the query: the cosine where both have length one.</param>
public readonly record struct ScoredId(long Id, float Score);
