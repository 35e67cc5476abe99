using ImageSearch.Cli.Output;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;

namespace ImageSearch.Cli;

/// <summary>Embeds captioned pictures and their captions with a model, and measures how they find each other.</summary>
internal sealed class ModelEvaluation
{
    private const int PicturesPerStep = 16;
    private const int CaptionsPerStep = 64;

    private readonly Tool _tool;
    private readonly ImageDecoder _decoder;
    private readonly IReadOnlyList<CaptionedImage> _images;
    private readonly Dictionary<string, ReasonJson> _skipped = [];
    private readonly string _dataSet;
    private readonly string _split;

    /// <summary>Reads the captions.</summary>
    /// <param name="tool">Settings and the clock.</param>
    /// <param name="captions">A captions.jsonl.</param>
    /// <param name="split">Which pictures take part; null for all.</param>
    /// <exception cref="UsageException">No picture is left.</exception>
    public ModelEvaluation(Tool tool, string captions, string? split)
    {
        _tool = tool;
        _decoder = new ImageDecoder(tool.Settings.Decoding);
        _images = [.. CaptionSet.Load(captions).Where(image => split is null || image.Split == split)];
        _split = split ?? "all";
        if (_images.Count == 0)
        {
            throw new UsageException($"'{captions}' has no picture of the split '{_split}'.");
        }

        _dataSet = string.Join('+', _images.Select(image => image.Dataset).OfType<string>().Distinct().Order());
        if (_dataSet.Length == 0)
        {
            _dataSet = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(captions))) ?? "";
        }
    }

    /// <summary>Pictures that could not be read; they took no part.</summary>
    public IReadOnlyList<ReasonJson> Skipped => [.. _skipped.Values];

    /// <summary>Measures one model.</summary>
    public async Task<EvaluationReport> MeasureAsync(ModelEntry model, CancellationToken cancellationToken)
    {
        using EmbedderSet embedders = _tool.Open([model]);
        IEmbedder embedder = embedders.All[0];
        ProgressReport progress = new(_tool.Terminal, _tool.Time);
        (List<CaptionedImage> images, List<float[]> imageVectors) = await progress.RunAsync(
            $"{model.Name}: pictures", steps => EmbedImagesAsync(embedder, steps, cancellationToken));
        if (images.Count == 0)
        {
            throw new ImageDecodeException(_images[0].FullPath, "None of the captioned pictures can be read.");
        }

        string[] texts = [.. images.SelectMany(image => image.Captions)];
        int[] owners = [.. images.SelectMany((image, row) => image.Captions.Select(_ => row))];
        List<float[]> textVectors = await progress.RunAsync(
            $"{model.Name}: captions", steps => EmbedTextsAsync(embedder, texts, steps, cancellationToken));
        RetrievalResult metrics = RetrievalMetrics.Compute(textVectors, imageVectors, owners, cancellationToken);
        return new EvaluationReport(
            model.Name,
            embedder.ModelHash,
            _dataSet,
            _split,
            images.Count,
            texts.Length,
            metrics,
            _tool.Time.GetUtcNow());
    }

    private async Task<(List<CaptionedImage> Images, List<float[]> Vectors)> EmbedImagesAsync(
        IEmbedder embedder, IProgress<ProgressStep> steps, CancellationToken cancellationToken)
    {
        List<CaptionedImage> images = [];
        List<float[]> vectors = [];
        int done = 0;
        foreach (CaptionedImage[] chunk in _images.Chunk(PicturesPerStep))
        {
            float[]?[] prepared = new float[chunk.Length][];
            await Parallel.ForAsync(0, chunk.Length, cancellationToken, async (i, token) =>
                prepared[i] = await PrepareAsync(embedder, chunk[i], token));
            images.AddRange(chunk.Where((_, i) => prepared[i] is not null));
            vectors.AddRange(await embedder.EmbedPreparedAsync(
                [.. prepared.OfType<float[]>().Select(p => (ReadOnlyMemory<float>)p)], cancellationToken));
            steps.Report(new ProgressStep(done += chunk.Length, _images.Count));
        }

        return (images, vectors);
    }

    private async Task<float[]?> PrepareAsync(
        IEmbedder embedder, CaptionedImage image, CancellationToken cancellationToken)
    {
        try
        {
            byte[] data = await File.ReadAllBytesAsync(image.FullPath, cancellationToken);
            float[] prepared = new float[embedder.PreparedLength];
            embedder.Prepare(_decoder.Decode(data, image.File, embedder.MinimumSide), prepared);
            return prepared;
        }
        catch (Exception e) when (e is ImageDecodeException or IOException or UnauthorizedAccessException)
        {
            lock (_skipped)
            {
                _skipped[image.File] = new ReasonJson(image.File, e.Message);
            }

            return null;
        }
    }

    private static async Task<List<float[]>> EmbedTextsAsync(
        IEmbedder embedder, string[] texts, IProgress<ProgressStep> steps, CancellationToken cancellationToken)
    {
        List<float[]> vectors = [];
        foreach (string[] chunk in texts.Chunk(CaptionsPerStep))
        {
            TextEmbedding[] embeddings = await embedder.EmbedTextsAsync(chunk, cancellationToken);
            vectors.AddRange(embeddings.Select(embedding => embedding.Vector));
            steps.Report(new ProgressStep(vectors.Count, texts.Length));
        }

        return vectors;
    }
}
