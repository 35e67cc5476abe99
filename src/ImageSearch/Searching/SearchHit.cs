using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>One picture of a ranking.</summary>
/// <param name="Rank">Its place, from 1; on a later page it goes on from the page before.</param>
/// <param name="Item">The picture, as the library knew it when the page was read.</param>
/// <param name="Similarity">Cosine similarity in [-1, 1], higher is nearer.</param>
public sealed record SearchHit(int Rank, LibraryItem Item, float Similarity)
{
    /// <summary>The picture's id in its library.</summary>
    public long Id => Item.Id;

    /// <summary>Where it is, as it was indexed.</summary>
    public string Path => Item.Path;
}
