using System.Globalization;
using System.Text;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Training.Models;
using ImageSearch.Training.Optimisation;

namespace ImageSearch.Training.Export;

/// <summary>Writes <c>MODEL_CARD.md</c>: data, recipe, figures, limits, licences.</summary>
internal static class ModelCard
{
    /// <summary>The file's name in a model folder.</summary>
    public const string FileName = "MODEL_CARD.md";

    /// <summary>Writes the card.</summary>
    /// <param name="manifest">What <c>model.json</c> says.</param>
    /// <param name="run">The run that made the model.</param>
    /// <param name="step">Steps that the checkpoint was trained.</param>
    /// <param name="parameters">Learned values of both towers and projections.</param>
    /// <param name="pictures">Training pictures by data set.</param>
    /// <param name="difference">Largest difference to the network in TorchSharp.</param>
    /// <param name="reports">Measured with the exported files.</param>
    /// <param name="machine">What ran it.</param>
    public static string Write(
        ModelManifest manifest, RunSettings run, int step, long parameters, IReadOnlyDictionary<string, int> pictures,
        double difference, IReadOnlyList<EvaluationReport> reports, string machine)
    {
        StringBuilder card = new();
        void Line(FormattableString text) => card.AppendLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"# {manifest.Name}");
        Line($"");
        Line($"A dual encoder for text-to-image search, revision {manifest.Revision}. This card was written by");
        Line($"`imagesearch-train export`; every figure in it was measured by that program on the exported files.");
        Line($"");
        Line($"## Network");
        Line($"");
        Line($"- Vision: {Describe(run.Shape.Vision)}");
        Line($"- Text: BERT-style, {run.Shape.Text.Layers} layers of width {run.Shape.Text.Width}, {run.Shape.Text.Heads} heads, {run.Shape.Text.VocabularySize} word pieces, at most {run.Shape.Text.ContextLength} tokens, uncased English");
        Line($"- Both are projected (linear, GELU, layer norm) into {manifest.Dimension} dimensions, unit length");
        Line($"- {parameters / 1e6:F1} million learned values");
        Line($"- ONNX Runtime and TorchSharp differ by at most {difference:E1} on golden inputs");
        Line($"");
        Line($"## Data");
        Line($"");
        Line($"{manifest.TrainingData}");
        Line($"");
        Line($"| data set | training pictures |");
        Line($"|---|---|");
        foreach ((string name, int count) in pictures)
        {
            Line($"| {name} | {count} |");
        }

        WriteRecipe(Line, run, step);
        WriteFigures(Line, reports, machine);
        WriteLimits(Line, manifest);
        return card.ToString();
    }

    private static void WriteRecipe(Action<FormattableString> line, RunSettings run, int step)
    {
        line($"");
        line($"## Recipe");
        line($"");
        line($"- InfoNCE at temperature {run.Temperature}, batches of {run.BatchSize}, {step} steps of at most {run.Epochs} epochs; the checkpoint with the best validation recall was taken");
        line($"- AdamW, learning rate {run.LearningRate}, weight decay {run.WeightDecay}, warm-up over {run.WarmUp:P0} of the steps, then a cosine");
        line($"- Random resized crops, mirroring (not where the caption says left or right), colour changes");
        line($"- {(run.BFloat16 ? "bfloat16 with float32 parameters" : "float32")}, seed {run.Seed}, {run.Threads} thread(s)");
        line($"- {(run.Teacher is null ? "No teacher" : $"The frozen features of `{Path.GetFileName(run.Teacher)}` lead the vision tower through a learned projection; the teacher is not part of the model")}");
    }

    private static void WriteFigures(
        Action<FormattableString> line, IReadOnlyList<EvaluationReport> reports, string machine)
    {
        line($"");
        line($"## Measured");
        line($"");
        line($"Recall in per cent; an equal score of a wrong answer counts before the right one. {machine}.");
        line($"");
        line($"| data set | split | pictures | captions | text→image R@1 | R@5 | R@10 | image→text R@1 | R@5 | R@10 | chance R@10 |");
        line($"|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (EvaluationReport report in reports)
        {
            DirectionMetrics words = report.Metrics.TextToImage, pictures = report.Metrics.ImageToText;
            line($"| {report.DataSet} | {report.Split} | {report.Images} | {report.Texts} | {words.RecallAt1:F1} | {words.RecallAt5:F1} | {words.RecallAt10:F1} | {pictures.RecallAt1:F1} | {pictures.RecallAt5:F1} | {pictures.RecallAt10:F1} | {words.ChanceAt10:F1} |");
        }
    }

    private static void WriteLimits(Action<FormattableString> line, ModelManifest manifest)
    {
        line($"");
        line($"## Limits");
        line($"");
        line($"- Small and trained from scratch on two processor cores: it knows people, dogs, sports, streets, beaches and common things; it is far behind CLIP on fine detail, counting, text in pictures and rare things");
        line($"- English only; sentences about what can be seen work best");
        line($"- Its captions carry the habits and prejudices of the people who wrote them; it must not be used to judge or identify people");
        line($"- Scores are not probabilities, and scores of two models cannot be compared");
        line($"");
        line($"## Licence");
        line($"");
        line($"{manifest.Licence}");
    }

    private static string Describe(VisionShape shape) => shape.Kind == VisionKind.Resnet
        ? FormattableString.Invariant(
            $"ResNet, {(shape.Bottleneck ? "bottleneck" : "basic")} blocks {string.Join('-', shape.Depths)}, first width {shape.Width}, {shape.ImageSize} × {shape.ImageSize} pixels")
        : FormattableString.Invariant(
            $"Vision Transformer, {shape.Depths[0]} layers of width {shape.Width}, {shape.Heads} heads, patches of {shape.PatchSize} pixels{(shape.Stem.Length > 0 ? " through a convolutional stem" : "")}, {shape.ImageSize} × {shape.ImageSize} pixels");
}
