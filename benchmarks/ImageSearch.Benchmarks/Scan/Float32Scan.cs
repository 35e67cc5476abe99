using System.Numerics.Tensors;
using ImageSearch.Indexing;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Benchmarks.Scan;

/// <summary>What we would do without the int8 scan: <c>TensorPrimitives.Dot</c> over every float32 row.</summary>
internal static unsafe class Float32Scan
{
    // Rows that all queries meet before the next rows are read: 64 KB, which a level 2 cache holds.
    private const int RowsAtOnce = 64;

    /// <summary>Searches like <see cref="ExactScan"/>, on so many threads.</summary>
    public static ScoredId[][] Search(VectorBlock block, float[] queries, int count, int threads)
    {
        int batch = queries.Length / block.Dimension;
        TopScores[][] tops = [.. Enumerable.Range(0, threads)
            .Select(_ => Enumerable.Range(0, batch).Select(_ => new TopScores(count)).ToArray())];
        int part = (block.Count + threads - 1) / threads;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t =>
        {
            int end = Math.Min(block.Count, (t + 1) * part);
            for (int first = t * part; first < end; first += RowsAtOnce)
            {
                for (int q = 0; q < batch; q++)
                {
                    Scan(block, queries.AsSpan(q * block.Dimension, block.Dimension), tops[t][q],
                        first, Math.Min(end, first + RowsAtOnce));
                }
            }
        });
        return [.. Enumerable.Range(0, batch).Select(q => Merge(tops, q, count))];
    }

    private static void Scan(VectorBlock block, ReadOnlySpan<float> query, TopScores top, int from, int to)
    {
        int dimension = block.Dimension;
        float floor = top.Floor;
        for (int r = from; r < to; r++)
        {
            float* row = block.Vectors + ((long)r * dimension);
            float score = TensorPrimitives.Dot(new ReadOnlySpan<float>(row, dimension), query);
            if (score >= floor)
            {
                top.Offer(new ScoredId(block.Ids[r], score));
                floor = top.Floor;
            }
        }
    }

    private static ScoredId[] Merge(TopScores[][] tops, int query, int count)
    {
        List<ScoredId> all = [];
        foreach (TopScores[] worker in tops)
        {
            all.AddRange(worker[query].Items);
        }

        all.Sort(TopScores.Compare);
        return [.. all.Take(count)];
    }
}
