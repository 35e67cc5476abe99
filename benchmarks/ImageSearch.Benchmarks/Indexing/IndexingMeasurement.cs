using System.Diagnostics;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Benchmarks.Indexing;

/// <summary>Rates of one model, in pictures a second, on the same threads and pictures.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="ModelHash">Its hash.</param>
/// <param name="Threads">Threads of a model call.</param>
/// <param name="Pictures">Pictures in a turn.</param>
/// <param name="EmbedRate">ONNX Runtime alone, on tensors that are ready.</param>
/// <param name="DecodeRate">Decoding and resizing alone, on all processors.</param>
/// <param name="IndexRate">The whole pipeline into a new library.</param>
/// <param name="Share">Median over turns of index rate over embed rate, measured next to each other.</param>
/// <param name="SecondRunShare">Median time of a second, unchanged run over that of the first.</param>
internal sealed record IndexingMeasurement(
    string Model,
    string ModelHash,
    int Threads,
    int Pictures,
    double EmbedRate,
    double DecodeRate,
    double IndexRate,
    double Share,
    double SecondRunShare)
{
    /// <summary>What is possible where decoding and embedding share the processors: the times of both add up.</summary>
    public double Ceiling => 1 / ((1 / EmbedRate) + (1 / DecodeRate));

    public static async Task<IndexingMeasurement> TakeAsync(
        IEmbedder embedder, int threads, int pictures, int turns)
    {
        SyntheticSource source = new() { Count = pictures };
        // The processors that the model leaves free decode; where it takes all, both share them.
        int free = Environment.ProcessorCount - threads;
        IndexOptions options = new() { DecodeThreads = Math.Max(free, 0) };
        ReadOnlyMemory<float>[] tensors = Prepare(embedder, source, options.BatchSize);
        List<double> embed = [];
        List<double> decode = [];
        List<double> index = [];
        List<double> again = [];
        for (int turn = -1; turn < turns; turn++)
        {
            double alone = await EmbedAsync(embedder, tensors, pictures);
            double decoding = Decode(embedder, source);
            (double first, double second) = await IndexAsync(embedder, source, options);
            if (turn >= 0)   // The one before warms up.
            {
                embed.Add(alone);
                decode.Add(decoding);
                index.Add(first);
                again.Add(second);
            }
        }

        return new IndexingMeasurement(
            embedder.Model,
            embedder.ModelHash,
            threads,
            pictures,
            pictures / Median(embed),
            pictures / Median(decode),
            pictures / Median(index),
            Median([.. embed.Zip(index, (e, i) => e / i)]),
            Median([.. index.Zip(again, (i, a) => a / i)]));
    }

    private static ReadOnlyMemory<float>[] Prepare(IEmbedder embedder, SyntheticSource source, int count)
    {
        ImageDecoder decoder = new();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] tensor = new float[embedder.PreparedLength];
            embedder.Prepare(decoder.Decode(source.Read(i), "drawing", embedder.MinimumSide), tensor);
            return (ReadOnlyMemory<float>)tensor;
        })];
    }

    private static async Task<double> EmbedAsync(IEmbedder embedder, ReadOnlyMemory<float>[] tensors, int pictures)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int done = 0; done < pictures; done += tensors.Length)
        {
            await embedder.EmbedPreparedAsync(tensors[..Math.Min(tensors.Length, pictures - done)]);
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static double Decode(IEmbedder embedder, SyntheticSource source)
    {
        ImageDecoder decoder = new();
        Stopwatch watch = Stopwatch.StartNew();
        Parallel.For(
            0,
            source.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new float[embedder.PreparedLength],
            (i, _, tensor) =>
            {
                embedder.Prepare(decoder.Decode(source.Read(i), "drawing", embedder.MinimumSide), tensor);
                return tensor;
            },
            _ => { });
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double First, double Second)> IndexAsync(
        IEmbedder embedder, SyntheticSource source, IndexOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("imagesearch-benchmark-").FullName;
        try
        {
            using Library library = Library.Open(folder);
            ImageIndexer indexer = new(library, new ImageDecoder(), [embedder], options);
            IndexSummary first = await indexer.RunAsync(source);
            IndexSummary second = await indexer.RunAsync(source);
            return first.Indexed == source.Count && second.Unchanged == source.Count
                ? (first.Elapsed.TotalSeconds, second.Elapsed.TotalSeconds)
                : throw new InvalidOperationException($"{first.Indexed} of {source.Count} pictures were indexed.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
