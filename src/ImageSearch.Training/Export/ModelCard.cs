using System.Globalization;
using System.Text;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Training.Models;
using ImageSearch.Training.Onnx;
using ImageSearch.Training.Optimisation;

namespace ImageSearch.Training.Export;

/// <summary>Writes <c>MODEL_CARD.md</c>: data, recipe, figures, limits, licences.</summary>
internal static class ModelCard
{
    /// <summary>The file's name in a model folder.</summary>
    public const string FileName = "MODEL_CARD.md";

    /// <summary>Writes the card.</summary>
    /// <param name="manifest">What <c>model.json</c> says.</param>
    /// <param name="model">The checkpoint and its run.</param>
    /// <param name="pictures">Training pictures by data set.</param>
    /// <param name="format">How the exported files keep values.</param>
    /// <param name="difference">Largest differences to the network in TorchSharp: in float32, and as exported.</param>
    /// <param name="reports">Measured with the exported files.</param>
    /// <param name="machine">What ran it.</param>
    public static string Write(
        ModelManifest manifest, CheckpointModel model, IEnumerable<KeyValuePair<string, int>> pictures,
        WeightFormat format, (double Exact, double Exported) difference, IReadOnlyList<EvaluationReport> reports,
        string machine)
    {
        RunSettings run = model.Settings;
        EncoderShape shape = run.Shape;
        StringBuilder card = new();
        card.Append(CultureInfo.InvariantCulture, $"""
            # {manifest.Name}

            A dual encoder for text-to-image search, revision {manifest.Revision}. This card was written by
            `imagesearch-train export`, which measured the recalls in it on the exported files.

            ## Network

            - Vision: {Describe(shape.Vision)}
            - Text: BERT-style, {shape.Text.Layers} layers of width {shape.Text.Width}, {shape.Text.Heads} heads,
              {shape.Text.VocabularySize} word pieces, at most {shape.Text.ContextLength} tokens, uncased English
            - Both are projected (linear, GELU, layer norm) into {manifest.Dimension} dimensions, unit length
            - {LearnedValues(model) / 1e6:F1} million learned values, kept as {format}
            - On golden inputs ONNX Runtime differs from TorchSharp by at most {difference.Exact:E1} in float32, and by
              {difference.Exported:E1} with the values as they are kept

            ## Data

            {manifest.TrainingData}

            | data set | training pictures |
            |---|--:|

            """);
        foreach ((string name, int count) in pictures)
        {
            card.Append(CultureInfo.InvariantCulture, $"| {name} | {count} |\n");
        }

        card.Append(Recipe(run, model.Step));
        card.Append(CultureInfo.InvariantCulture, $"""

            ## Measured

            Recall in per cent; an equal score of a wrong answer counts before the right one. {machine}.


            """);
        card.Append(Row(
            "data set", "split", "pictures", "captions", "text→image R@1", "R@5", "R@10", "image→text R@1", "R@5",
            "R@10", "chance R@10"));
        card.Append(Row([.. Enumerable.Repeat("---", 11)]));
        foreach (EvaluationReport report in reports)
        {
            card.Append(Row(report));
        }

        return card.Append(Limits(manifest)).ToString();
    }

    private static string Recipe(RunSettings run, int step)
    {
        string precision = run.BFloat16 ? "bfloat16 with float32 parameters" : "float32";
        string teacher = run.Teacher is null
            ? "No teacher"
            : $"The frozen features of `{Path.GetFileName(run.Teacher)}` lead the vision tower through a learned "
            + "projection; the teacher is not part of the model";
        string textOnly = run.TextOnly is null
            ? "No sentences without pictures"
            : $"Masked words of the sentences in `{Path.GetFileName(run.TextOnly)}` teach the text tower too";
        return string.Create(CultureInfo.InvariantCulture, $"""

            ## Recipe

            - InfoNCE at temperature {run.Temperature}, batches of {run.BatchSize}, at most {run.Epochs} epochs; the
              checkpoint with the best validation recall, of step {step}, was taken
            - AdamW, learning rate {run.LearningRate}, weight decay {run.WeightDecay}, warm-up over
              {run.WarmUp:P0} of the steps, then a cosine
            - Random resized crops, mirroring (not where the caption says left or right), colour changes
            - {precision}, seed {run.Seed}, {run.Threads} thread(s)
            - {teacher}
            - {textOnly}

            """);
    }

    private static string Limits(ModelManifest manifest) => $"""

        ## Limits

        - It knows what its training pictures show, and little else; it is trained from scratch and is far behind CLIP
          on fine detail, counting, text in pictures and rare things
        - English only; sentences about what can be seen work best
        - Its captions carry the habits and prejudices of the people who wrote them; it must not be used to judge or
          identify people
        - Scores are not probabilities, and scores of two models cannot be compared

        ## Licence

        {manifest.Licence}

        """;

    private static string Row(EvaluationReport report)
    {
        DirectionMetrics words = report.Metrics.TextToImage, pictures = report.Metrics.ImageToText;
        double[] recalls =
        [
            words.RecallAt1, words.RecallAt5, words.RecallAt10,
            pictures.RecallAt1, pictures.RecallAt5, pictures.RecallAt10, words.ChanceAt10,
        ];
        return Row([
            report.DataSet, report.Split, $"{report.Images}", $"{report.Texts}",
            .. recalls.Select(recall => recall.ToString("F1", CultureInfo.InvariantCulture)),
        ]);
    }

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    private static long LearnedValues(CheckpointModel model) => model.Network.Weights.Parameters
        .Where(p => p.Key.StartsWith("image_", StringComparison.Ordinal)
            || p.Key.StartsWith("text_", StringComparison.Ordinal))
        .Sum(p => p.Value.numel());

    private static string Describe(VisionShape shape)
    {
        string pixels = $"{shape.ImageSize} × {shape.ImageSize} pixels";
        if (shape.Kind == VisionKind.Resnet)
        {
            string kind = shape.Bottleneck ? "bottleneck" : "basic";
            return $"ResNet, {kind} blocks {string.Join('-', shape.Depths)}, first width {shape.Width}, {pixels}";
        }

        string stem = shape.Stem.Length > 0 ? " through a convolutional stem" : "";
        return $"Vision Transformer, {shape.Depths[0]} layers of width {shape.Width}, {shape.Heads} heads, "
            + $"patches of {shape.PatchSize} pixels{stem}, {pixels}";
    }
}
