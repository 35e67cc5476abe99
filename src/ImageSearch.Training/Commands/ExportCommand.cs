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
    // Vectors of two implementations in float32 agree to about 1e-6; rounded weights add about 1e-3.
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
        Option<string> licence = new("--licence") { DefaultValueFactory = _ => "MIT" };
        Option<string> data = new("--data") { DefaultValueFactory = _ => "See the table." };
        data.Description = "A sentence on the training data and its licences.";
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
        using CheckpointModel model = new(run);
        ModelManifest manifest =
            ModelExport.Write(output, model.Settings.Shape, model.Tensor, model.Settings.Vocabulary, format, about);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(model.Settings.Vocabulary);
        double difference =
            await GoldenCheck.LargestDifferenceAsync(output, model.Network, tokenizer, cancellationToken);
        Console.Error.WriteLine($"ONNX Runtime and TorchSharp differ by at most {difference:E1}.");
        if (format == WeightFormat.Float32 && difference > ExactTolerance)
        {
            throw new InvalidOperationException(
                $"The exported model differs by {difference:E1}; at most {ExactTolerance:E0} is right.");
        }

        List<EvaluationReport> reports = [];
        foreach (string argument in evaluate)
        {
            reports.Add(await EvaluateAsync(output, argument, cancellationToken));
        }

        manifest = manifest with
        {
            Quality = reports.ToDictionary(Key, r => Math.Round(r.Metrics.TextToImage.RecallAt10, 1)),
        };
        manifest.Save(output);
        TrainingSet set = TrainingSet.Load(model.Settings.Captions, model.Settings.Labels);
        Dictionary<string, int> pictures =
            set.Train.CountBy(item => item.Dataset).OrderByDescending(c => c.Value).ToDictionary();
        string machine = string.Create(CultureInfo.InvariantCulture,
            $"{about.Revision}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription}");
        long learned = model.Network.Weights.Parameters
            .Where(p => p.Key.StartsWith("image_", StringComparison.Ordinal)
                || p.Key.StartsWith("text_", StringComparison.Ordinal)).Sum(p => p.Value.numel());
        await File.WriteAllTextAsync(
            Path.Combine(output, ModelCard.FileName),
            ModelCard.Write(manifest, model.Settings, model.Step, learned, pictures, difference, reports, machine),
            cancellationToken);
        return 0;
    }

    private static string Today() =>
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Key(EvaluationReport report) =>
        $"{report.DataSet}-{report.Split}/text-to-image-recall@10";

    private static async Task<EvaluationReport> EvaluateAsync(
        string folder, string argument, CancellationToken cancellationToken)
    {
        if (argument.Split(':') is not [string file, string dataSet, string split])
        {
            throw new ArgumentException($"'{argument}' is not FILE:DATASET:SPLIT.");
        }

        CaptionedImage[] images = [.. CaptionSet.Load(file).Where(i => i.Dataset == dataSet && i.Split == split)];
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
