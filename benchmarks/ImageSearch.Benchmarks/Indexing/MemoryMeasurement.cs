using System.Diagnostics;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Benchmarks.Indexing;

/// <summary>The most memory that a run held.</summary>
/// <param name="Pictures">Pictures indexed into a new library.</param>
/// <param name="PeakMiB">Largest resident size of the process during the run, sampled every 50 ms, in MiB.</param>
/// <param name="Seconds">Time of the run.</param>
/// <param name="SecondSeconds">Time of a second run, with nothing changed.</param>
internal sealed record MemoryMeasurement(int Pictures, double PeakMiB, double Seconds, double SecondSeconds)
{
    public static async Task<MemoryMeasurement> TakeAsync(IEmbedder embedder, int pictures)
    {
        string folder = Directory.CreateTempSubdirectory("imagesearch-benchmark-").FullName;
        using CancellationTokenSource end = new();
        Task<long> peak = WatchAsync(end.Token);
        try
        {
            using Library library = Library.Open(folder);
            ImageIndexer indexer = new(library, new ImageDecoder(), [embedder]);
            SyntheticSource source = new() { Count = pictures };
            IndexSummary first = await indexer.RunAsync(source);
            await end.CancelAsync();
            IndexSummary second = await indexer.RunAsync(source);
            return new MemoryMeasurement(
                pictures, await peak / (double)(1 << 20), first.Elapsed.TotalSeconds, second.Elapsed.TotalSeconds);
        }
        finally
        {
            await end.CancelAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<long> WatchAsync(CancellationToken cancellationToken)
    {
        long peak = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            using Process process = Process.GetCurrentProcess();
            peak = Math.Max(peak, process.WorkingSet64);
            await Task.Delay(50, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }
}
