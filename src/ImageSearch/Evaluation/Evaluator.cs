using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Evaluation;

/// <summary>Embeds captioned pictures and their captions with a model, and measures how they find each other.</summary>
/// <param name="decoder">Decodes the pictures, as when indexing.</param>
/// <param name="time">The clock of the reports.</param>
public sealed class Evaluator(ImageDecoder decoder, TimeProvider time)
{
    private const int PicturesPerStep = 16;
    private const int CaptionsPerStep = 64;

    /// <summary>Measures one model.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="images">The pictures; all of them are ranked for every caption.</param>
    /// <param name="dataSet">Name of the data set, for the report.</param>
    /// <param name="split">Name of the split, for the report.</param>
    /// <param name="progress">Told what was embedded so far: pictures first, then captions.</param>
    /// <param name="onSkipped">Called, one at a time, for each picture that cannot be read; it takes no part.</param>
    /// <param name="cancellationToken">Checked between model calls.</param>
    /// <returns>The report. Pictures that were skipped are not counted in it.</returns>
    /// <exception cref="ArgumentException">None of the pictures can be read.</exception>
    /// <exception cref="ModelException">The model cannot be loaded or run.</exception>
    public async Task<EvaluationReport> MeasureAsync(
        IEmbedder embedder,
        IReadOnlyList<CaptionedImage> images,
        string dataSet,
        string split,
        IProgress<EvaluationProgress>? progress = null,
        Action<CaptionedImage, string>? onSkipped = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(images);
        (List<CaptionedImage> good, List<float[]> imageVectors) =
            await EmbedImagesAsync(embedder, images, progress, onSkipped, cancellationToken);
        if (good.Count == 0)
        {
            throw new ArgumentException("None of the captioned pictures can be read.", nameof(images));
        }

        string[] texts = [.. good.SelectMany(image => image.Captions)];
        int[] owners = [.. good.SelectMany((image, row) => image.Captions.Select(_ => row))];
        List<float[]> textVectors = await EmbedTextsAsync(embedder, texts, progress, cancellationToken);
        RetrievalResult metrics = RetrievalMetrics.Compute(textVectors, imageVectors, owners, cancellationToken);
        return new EvaluationReport(
            embedder.Model, embedder.ModelHash, dataSet, split, good.Count, texts.Length, metrics, time.GetUtcNow());
    }

    private async Task<(List<CaptionedImage> Images, List<float[]> Vectors)> EmbedImagesAsync(
        IEmbedder embedder,
        IReadOnlyList<CaptionedImage> images,
        IProgress<EvaluationProgress>? progress,
        Action<CaptionedImage, string>? onSkipped,
        CancellationToken cancellationToken)
    {
        List<CaptionedImage> good = [];
        List<float[]> vectors = [];
        Lock oneAtATime = new();
        int done = 0;
        foreach (CaptionedImage[] chunk in images.Chunk(PicturesPerStep))
        {
            float[]?[] prepared = new float[chunk.Length][];
            await Parallel.ForAsync(0, chunk.Length, cancellationToken, async (i, token) =>
            {
                try
                {
                    prepared[i] = await PrepareAsync(embedder, chunk[i], token);
                }
                catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException)
                {
                    lock (oneAtATime)
                    {
                        onSkipped?.Invoke(chunk[i], e.Message);
                    }
                }
            });
            good.AddRange(chunk.Where((_, i) => prepared[i] is not null));
            vectors.AddRange(await embedder.EmbedPreparedAsync(
                [.. prepared.OfType<float[]>().Select(p => (ReadOnlyMemory<float>)p)], cancellationToken));
            progress?.Report(new EvaluationProgress("pictures", done += chunk.Length, images.Count));
        }

        return (good, vectors);
    }

    private async Task<float[]> PrepareAsync(
        IEmbedder embedder, CaptionedImage image, CancellationToken cancellationToken)
    {
        byte[] data = await File.ReadAllBytesAsync(image.FullPath, cancellationToken);
        float[] prepared = new float[embedder.PreparedLength];
        embedder.Prepare(decoder.Decode(data, image.File, embedder.MinimumSide), prepared);
        return prepared;
    }

    private static async Task<List<float[]>> EmbedTextsAsync(
        IEmbedder embedder,
        string[] texts,
        IProgress<EvaluationProgress>? progress,
        CancellationToken cancellationToken)
    {
        List<float[]> vectors = [];
        foreach (string[] chunk in texts.Chunk(CaptionsPerStep))
        {
            TextEmbedding[] embeddings = await embedder.EmbedTextsAsync(chunk, cancellationToken);
            vectors.AddRange(embeddings.Select(embedding => embedding.Vector));
            progress?.Report(new EvaluationProgress("captions", vectors.Count, texts.Length));
        }

        return vectors;
    }
}

/// <summary>How far an evaluation is.</summary>
/// <param name="What"><c>pictures</c> or <c>captions</c>.</param>
/// <param name="Done">How many of them are embedded.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct EvaluationProgress(string What, int Done, int Total);
