using ImageSearch.Cli.Output;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;

namespace ImageSearch.Cli;

/// <summary>Measures models on the pictures of a captions.jsonl, with progress.</summary>
internal sealed class ModelEvaluation
{
    private readonly Tool _tool;
    private readonly Evaluator _evaluator;
    private readonly IReadOnlyList<CaptionedImage> _images;
    private readonly Dictionary<string, ReasonJson> _skipped = [];
    private readonly string _dataSet;
    private readonly string _split;

    /// <summary>Reads the captions.</summary>
    /// <param name="tool">Settings and the clock.</param>
    /// <param name="captions">A captions.jsonl.</param>
    /// <param name="split">Which pictures take part; null for all.</param>
    /// <param name="dataSet">Which data set's pictures take part; null for all.</param>
    /// <exception cref="UsageException">No picture is left.</exception>
    public ModelEvaluation(Tool tool, string captions, string? split, string? dataSet)
    {
        _tool = tool;
        _evaluator = new Evaluator(new ImageDecoder(tool.Settings.Decoding), tool.Time);
        _images = [.. CaptionSet.Load(captions).Where(image =>
            (split is null || image.Split == split) && (dataSet is null || image.Dataset == dataSet))];
        _split = split ?? "all";
        if (_images.Count == 0)
        {
            throw new UsageException(
                $"'{captions}' has no picture of the split '{_split}'"
                + (dataSet is null ? "." : $" in the data set '{dataSet}'."));
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
        ProgressReport progress = new(_tool.Terminal, _tool.Time);
        try
        {
            return await progress.RunAsync($"{model.Name}: pictures and captions", steps => _evaluator.MeasureAsync(
                embedders.All[0], _images, _dataSet, _split, new Steps(steps, _images), Skip, cancellationToken));
        }
        catch (ArgumentException) when (_skipped.Count == _images.Count)
        {
            throw new ImageDecodeException(_images[0].FullPath, "None of the captioned pictures can be read.");
        }
    }

    private void Skip(CaptionedImage image, string reason) =>
        _skipped[image.File] = new ReasonJson(image.File, reason);

    // Captions are counted behind the pictures, so that one bar shows both.
    private sealed class Steps(IProgress<ProgressStep> bar, IReadOnlyList<CaptionedImage> images)
        : IProgress<EvaluationProgress>
    {
        private readonly int _captions = images.Sum(image => image.Captions.Count);

        public void Report(EvaluationProgress value) => bar.Report(new ProgressStep(
            value.What == "pictures" ? value.Done : images.Count + value.Done, images.Count + _captions));
    }
}
