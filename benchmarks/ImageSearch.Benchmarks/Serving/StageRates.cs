using System.Diagnostics;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>How fast one model's stages are alone in this process, on all processors, so many queries at a time.</summary>
/// <param name="Model">The model.</param>
/// <param name="Together">Queries of one call.</param>
/// <param name="Encode">Sentences through the text encoder.</param>
/// <param name="Scan">Queries over all vectors, top 21 as for a page of 20.</param>
internal sealed record StageRates(string Model, int Together, StageRate Encode, StageRate Scan)
{
    private const int Count = 21;

    /// <summary>Measures each stage for some seconds, after a fifth of that which is not counted.</summary>
    public static async Task<StageRates> TakeAsync(
        IEmbedder model, FlatStore store, int together, Sentences sentences, double seconds)
    {
        TextEmbedding[] last = [];
        StageRate encode = await TakeAsync(together, seconds, async () =>
            last = await model.EmbedTextsAsync([.. Enumerable.Range(0, together).Select(_ => sentences.Next())]));
        float[] queries = [.. last.SelectMany(t => t.Vector)];
        StageRate scan = await TakeAsync(
            together, seconds, () => Task.FromResult(store.SearchMany(queries, Count)));
        return new StageRates(model.Model, together, encode, scan);
    }

    private static async Task<StageRate> TakeAsync<T>(int together, double seconds, Func<Task<T>> work)
    {
        TimeSpan warm = TimeSpan.FromSeconds(seconds / 5);
        long start = Stopwatch.GetTimestamp();
        do
        {
            GC.KeepAlive(await work());
        }
        while (Stopwatch.GetElapsedTime(start) < warm);

        start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        int done = 0;
        TimeSpan elapsed;
        do
        {
            GC.KeepAlive(await work());
            done += together;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed.TotalSeconds < seconds);

        return new StageRate(
            done / elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / done);
    }
}

/// <summary>How fast a stage is alone.</summary>
/// <param name="Rate">Queries a second.</param>
/// <param name="ProcessorMs">Processor time of a query.</param>
internal sealed record StageRate(double Rate, double ProcessorMs);
