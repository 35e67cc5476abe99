using System.Runtime.ExceptionServices;

namespace ImageSearch.Indexing.Scan;

/// <summary>
/// Finds the rows of a block with the highest float32 dot products (<see cref="Float32Dot"/>), exactly: the result is
/// that of a loop over all float32 rows. It reads a quarter of the bytes, because int8 codes with rigorous error
/// bounds rule out nearly every row (<see cref="Quantizer.ErrorOf"/>).
/// </summary>
internal static class ExactScan
{
    // Below this many bytes of codes a worker, starting a second one costs more than it saves.
    private const long BytesAWorker = 1 << 20;

    // Codes that a worker takes at a time: enough for the processor's prefetching, few enough to end together.
    private const int BytesAChunk = 1 << 20;

    /// <summary>Searches a block for several queries in one pass over its codes.</summary>
    /// <param name="block">The rows; an empty block gives empty results.</param>
    /// <param name="queries">Shape [Q, D]; finite.</param>
    /// <param name="count">Rows wanted for each query, at least 1; fewer come back when fewer pass.</param>
    /// <param name="filter">
    /// Which ids may be in the result; null for all. It is called from several threads at once, for a part of the rows,
    /// possibly once for each query, and gives the same answer for the same id.
    /// </param>
    /// <returns>One array a query: best first, equal scores by ascending id.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The queries do not fit the dimension, or a value is no number.</exception>
    public static ScoredId[][] Search(
        VectorBlock block, ReadOnlySpan<float> queries, int count, Func<long, bool>? filter = null) =>
        Search(block, queries, count, filter, DotKernel.Best, Environment.ProcessorCount);

    /// <summary>The same with a named path, on at most so many threads.</summary>
    public static ScoredId[][] Search(
        VectorBlock block,
        ReadOnlySpan<float> queries,
        int count,
        Func<long, bool>? filter,
        DotKernel kernel,
        int maximumThreads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using QueryBatch batch = new(queries, block.Dimension);
        if (batch.Count == 0 || block.Count == 0)
        {
            return [.. Enumerable.Repeat(Array.Empty<ScoredId>(), batch.Count)];
        }

        long work = (long)block.Count * block.Stride * batch.Count;
        int threads = (int)Math.Clamp(work / BytesAWorker, 1, Math.Max(1, maximumThreads));
        float[] floors = new float[batch.Count];
        Array.Fill(floors, float.NegativeInfinity);
        int kept = Math.Min(count, block.Count);
        ScanWorker[] workers = new ScanWorker[threads];
        for (int w = 0; w < threads; w++)
        {
            workers[w] = new ScanWorker(block, batch, kernel, kept, filter, floors);
        }

        Run(workers, block);
        return Merge(workers, batch.Count, kept);
    }

    private static void Run(ScanWorker[] workers, VectorBlock block)
    {
        if (workers.Length == 1)
        {
            workers[0].Scan(0, block.Count);
            return;
        }

        int rows = Math.Max(1, BytesAChunk / block.Stride / ScanWorker.RowsAtOnce) * ScanWorker.RowsAtOnce;
        long next = -1;
        try
        {
            Parallel.For(0, workers.Length, new ParallelOptions { MaxDegreeOfParallelism = workers.Length }, w =>
            {
                long from;
                while ((from = Interlocked.Increment(ref next) * rows) < block.Count)
                {
                    workers[w].Scan((int)from, (int)Math.Min(block.Count, from + rows));
                }
            });
        }
        catch (AggregateException e) when (e.InnerException is not null)
        {
            // Only a filter can throw; its caller sees what it threw, as on one thread.
            ExceptionDispatchInfo.Throw(e.InnerException);
        }
    }

    private static ScoredId[][] Merge(ScanWorker[] workers, int queries, int count)
    {
        ScoredId[][] results = new ScoredId[queries][];
        for (int q = 0; q < queries; q++)
        {
            List<ScoredId> all = [];
            foreach (ScanWorker worker in workers)
            {
                all.AddRange(worker.Best(q));
            }

            // Score and id are a total order, so which thread met a row first leaves no trace.
            all.Sort(TopScores.Compare);
            results[q] = [.. all.Take(count)];
        }

        return results;
    }
}
