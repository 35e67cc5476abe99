using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

/// <summary>The definition of a vector store: a loop over all vectors, and a sort.</summary>
internal sealed class PlainLoopStore(int dimension, IReadOnlyList<(long Id, float[] Vector)> rows) : IVectorStore
{
    public int Dimension => dimension;

    public int Count => rows.Count;

    public IReadOnlyList<ScoredId> Search(ReadOnlySpan<float> query, int count, Func<long, bool>? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (query.Length != dimension)
        {
            throw new ArgumentException($"{dimension} values expected, {query.Length} given.", nameof(query));
        }

        List<ScoredId> all = [];
        foreach ((long id, float[] vector) in rows)
        {
            if (filter is null || filter(id))
            {
                double sum = 0;
                for (int d = 0; d < dimension; d++)
                {
                    sum += (double)query[d] * vector[d];
                }

                all.Add(new ScoredId(id, (float)sum));
            }
        }

        return [.. all.OrderByDescending(s => s.Score).ThenBy(s => s.Id).Take(count)];
    }
}
