namespace ImageSearch.Indexing;

/// <summary>The vectors of one model, searchable by nearness. Safe for concurrent use.</summary>
public interface IVectorStore
{
    /// <summary>Length of every vector.</summary>
    int Dimension { get; }

    /// <summary>Number of vectors.</summary>
    int Count { get; }

    /// <summary>Finds the vectors nearest to a query, exactly.</summary>
    /// <param name="query">Unit length, shape [Dimension].</param>
    /// <param name="count">Number wanted, at least 1.</param>
    /// <param name="filter">Whether the item with this id may be in the answer; null lets every one pass.</param>
    /// <returns>Best first, ties by ascending id; cosine similarity in [-1, 1], but for float32 rounding. Fewer than
    /// <paramref name="count"/> when there are no more, empty when there is none, never null.</returns>
    /// <exception cref="ArgumentException"><paramref name="query"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    IReadOnlyList<ScoredId> Search(ReadOnlySpan<float> query, int count, Func<long, bool>? filter = null);
}
