using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Training.Data;
using ImageSearch.Training.Export;
using ImageSearch.Training.Onnx;

namespace ImageSearch.Training.Commands;

/// <summary><c>imagesearch-train export</c>: a run's best checkpoint as a model folder.</summary>
internal static class ExportCommand
{
    // What two implementations in float32 may differ by; measured: about 1e-7.
    private const double ExactTolerance = 1e-4;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Argument<string> output = new("output") { Description = "The model's folder." };
        Option<string> name = new("--name") { Description = "The model's name.", Required = true };
        Option<WeightFormat> format = new("--weights") { DefaultValueFactory = _ => WeightFormat.Float16 };
        format.Description = "How learned values are kept.";
        Option<string[]> evaluate = new("--evaluate")
        {
            Description = "captions.jsonl files to measure on, as FILE:DATASET:SPLIT.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string> licence = new("--licence") { Description = "Of the weights.", Required = true };
        Option<string> data = new("--data") { Description = "A sentence on the training data.", Required = true };
        Command command = new("export", "Writes a run's best checkpoint as a model folder in ONNX form.")
        {
            run, output, name, format, evaluate, licence, data,
        };
        command.SetAction((parsed, cancellationToken) => ExportAsync(
            parsed.GetRequiredValue(run), parsed.GetRequiredValue(output), parsed.GetValue(format),
            parsed.GetValue(evaluate) ?? [],
            new ModelAbout(
                parsed.GetRequiredValue(name), Today(), parsed.GetRequiredValue(licence),
                parsed.GetRequiredValue(data)),
            cancellationToken));
        return command;
    }

    private static async Task<int> ExportAsync(
        string run, string output, WeightFormat format, string[] evaluate, ModelAbout about,
        CancellationToken cancellationToken)
    {
        List<(CaptionedImage[] Images, string DataSet, string Split)> sets = [.. evaluate.Select(ReadSet)];
        using CheckpointModel model = new(run);
        TrainingSet data = TrainingSet.Load(model.Settings.Captions, model.Settings.Labels);

        // A model that is already there stays whole until the new one is.
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)) + ".new";
        ModelManifest Write(WeightFormat kept) => ModelExport.Write(
            folder, model.Settings.Shape, model.Tensor, model.Settings.Vocabulary, kept, about);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(model.Settings.Vocabulary);
        Write(WeightFormat.Float32);
        double exact = await GoldenCheck.LargestDifferenceAsync(folder, model.Network, tokenizer, cancellationToken);
        if (exact > ExactTolerance)
        {
            throw new TrainingException(
                $"In float32 the exported model differs by {exact:E1} from the network; at most {ExactTolerance:E0} "
                + $"is right. '{output}' was left as it was.");
        }

        ModelManifest manifest = Write(format);
        double rounded = await GoldenCheck.LargestDifferenceAsync(folder, model.Network, tokenizer, cancellationToken);
        Console.Error.WriteLine($"Differences to TorchSharp: {exact:E1} in float32, {rounded:E1} as {format}.");
        List<EvaluationReport> reports = [];
        foreach ((CaptionedImage[] images, string dataSet, string split) in sets)
        {
            reports.Add(await EvaluateAsync(folder, images, dataSet, split, cancellationToken));
        }

        manifest = manifest with
        {
            Quality = reports.ToDictionary(Key, r => Math.Round(r.Metrics.TextToImage.RecallAt10, 1)),
        };
        manifest.Save(folder);
        string card = ModelCard.Write(
            manifest, model, data.Train.CountBy(item => item.Dataset).OrderByDescending(c => c.Value), format,
            (exact, rounded), reports, MachineOf(about));
        await File.WriteAllTextAsync(Path.Combine(folder, ModelCard.FileName), card, cancellationToken);
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        Directory.Move(folder, output);
        return 0;
    }

    private static string MachineOf(ModelAbout about) => string.Create(
        CultureInfo.InvariantCulture,
        $"{about.Revision}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, "
        + $"{RuntimeInformation.OSDescription}");

    private static (CaptionedImage[] Images, string DataSet, string Split) ReadSet(string argument)
    {
        if (argument.Split(':') is not [string file, string dataSet, string split])
        {
            throw new UsageException($"'{argument}' is not FILE:DATASET:SPLIT.");
        }

        CaptionedImage[] images = [.. CaptionSet.Load(file).Where(
            image => (image.Dataset ?? Path.GetFileName(file)) == dataSet && image.Split == split)];
        return images.Length > 0
            ? (images, dataSet, split)
            : throw new UsageException($"'{file}' has no picture of the data set '{dataSet}' in the split '{split}'.");
    }

    private static string Today() =>
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Key(EvaluationReport report) =>
        $"{report.DataSet}-{report.Split}/text-to-image-recall@10";

    private static async Task<EvaluationReport> EvaluateAsync(
        string folder, CaptionedImage[] images, string dataSet, string split, CancellationToken cancellationToken)
    {
        using OnnxEmbedder embedder = new(folder);
        EvaluationReport report = await new Evaluator(new ImageDecoder(), TimeProvider.System).MeasureAsync(
            embedder, images, dataSet, split,
            onSkipped: (image, reason) => Console.Error.WriteLine($"Skipped {image.File}: {reason}"),
            cancellationToken: cancellationToken);
        double recall = report.Metrics.TextToImage.RecallAt10;
        Console.Error.WriteLine($"{dataSet} {split}: text→image R@10 {recall:F1} % of {report.Texts} captions.");
        return report;
    }
}
