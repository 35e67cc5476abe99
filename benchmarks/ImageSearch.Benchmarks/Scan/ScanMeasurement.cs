using System.Diagnostics;
using ImageSearch.Indexing;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Benchmarks.Scan;

/// <summary>One line of the report; times are medians in milliseconds.</summary>
/// <param name="Rows">Vectors in the block.</param>
/// <param name="Queries">Queries answered together.</param>
/// <param name="Repetitions">How often each time was taken; the three kinds took turns.</param>
/// <param name="ReadMs">Time to read the bytes that a scan has to read, nothing computed.</param>
/// <param name="ScanMs">The exact int8 scan.</param>
/// <param name="FloatMs">TensorPrimitives.Dot over float32.</param>
/// <param name="ScanGigabytes">Bytes that a scan has to read, in GB.</param>
/// <param name="RecallAt10">Part of the float32 top ten that the scan found, over 32 queries.</param>
/// <param name="FloatRows">Float32 rows that the scan scored for a query, mean.</param>
internal sealed record ScanMeasurement(
    int Rows, int Queries, int Repetitions, double ReadMs, double ScanMs, double FloatMs, double ScanGigabytes,
    double RecallAt10, double FloatRows)
{
    private const int Count = 10;
    private const int AllQueries = 32;

    /// <summary>GB/s of plain reading.</summary>
    public double ReadBandwidth => ScanGigabytes / ReadMs * 1000;

    /// <summary>GB/s at which the scan read.</summary>
    public double ScanBandwidth => ScanGigabytes / ScanMs * 1000;

    /// <summary>Measures a block with single queries and with all of them together.</summary>
    public static ScanMeasurement Take(ScanData data, int batch, int repetitions)
    {
        int threads = Environment.ProcessorCount;
        float[] all = ScanData.Queries(AllQueries);
        List<double> read = [], scan = [], floats = [];

        // The first rounds warm up caches, thread pool and tiered code, and are not counted.
        for (int i = -3; i < repetitions; i++)
        {
            int first = batch == AllQueries ? 0 : (i + 3) % AllQueries;
            float[] queries = all[(first * ScanData.Dimension)..((first + batch) * ScanData.Dimension)];
            Time(read, i, () => Read(data, threads));
            Time(scan, i, () => ExactScan.Search(data.Block, queries, Count));
            Time(floats, i, () => Float32Scan.Search(data.Block, queries, Count, threads));
        }

        return new ScanMeasurement(
            data.Block.Count, batch, repetitions, Median(read), Median(scan), Median(floats), data.ScanBytes / 1e9,
            Recall(data, all, batch, threads), FloatRowsPerQuery(data, all, batch));
    }

    // As many bytes as a scan reads, from the float32 rows: codes, scales and errors are not one piece of memory.
    private static unsafe ulong Read(ScanData data, int threads) =>
        MemoryReader.Read(data.Block.Vectors, data.ScanBytes, threads);

    private static void Time<T>(List<double> times, int repetition, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        T result = work();
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        GC.KeepAlive(result);
        if (repetition >= 0)
        {
            times.Add(elapsed);
        }
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private static double Recall(ScanData data, float[] queries, int batch, int threads)
    {
        ScoredId[][] truth = Float32Scan.Search(data.Block, queries, Count, threads);
        ScoredId[][] found = [.. queries.Chunk(batch * ScanData.Dimension)
            .SelectMany(part => ExactScan.Search(data.Block, part, Count))];
        return truth.Zip(found, (t, f) => t.Select(hit => hit.Id).Intersect(f.Select(hit => hit.Id)).Count())
            .Average() / Count;
    }

    private static double FloatRowsPerQuery(ScanData data, float[] queries, int batch)
    {
        // The filter is asked about exactly the rows that the codes cannot rule out.
        long rows = 0;
        foreach (float[] part in queries.Chunk(batch * ScanData.Dimension))
        {
            ExactScan.Search(data.Block, part, Count, _ => Interlocked.Increment(ref rows) > 0);
        }

        return rows / (double)AllQueries;
    }
}
