namespace ImageSearch.Searching;

/// <summary>One picture of a ranking.</summary>
/// <param name="Rank">Its place, from 1; on a later page it goes on from the page before.</param>
/// <param name="Id">The picture's id in its library.</param>
/// <param name="Path">Where it is, as it was indexed.</param>
/// <param name="Similarity">Cosine similarity in [-1, 1], higher is nearer.</param>
public sealed record SearchHit(int Rank, long Id, string Path, float Similarity);
