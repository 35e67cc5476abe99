using System.CommandLine;
using System.Globalization;
using ImageSearch.Cli.Output;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using Spectre.Console;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch evaluate</c>: how well each model finds the picture of a caption.</summary>
internal static class EvaluateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Option<string> captions = new("--captions")
        {
            HelpName = "FILE",
            Description = "The captions.jsonl of the pictures.",
            Required = true,
        };
        Option<string?> split = new("--split") { HelpName = "S", Description = "train, val or test. Default: all." };
        split.AcceptOnlyFromAmong("train", "val", "test");
        Option<string?> dataSet = new("--dataset")
        {
            HelpName = "NAME",
            Description = "Only pictures of this data set. Default: all.",
        };
        Option<string[]> models = SharedOptions.Models("Model to measure; may be repeated. Default: the shipped ones.");
        Option<string?> output = new("--output")
        {
            HelpName = "DIR",
            Description = "Also write one report a model into this folder.",
        };
        Option<bool> json = SharedOptions.Json();
        Command command = new("evaluate", "Measure the models on captioned pictures.")
        {
            captions, split, dataSet, models, output, json,
        };
        tool.Run(command, async (parsed, cancellationToken) =>
        {
            ModelEvaluation evaluation = new(
                tool, parsed.GetRequiredValue(captions), parsed.GetValue(split), parsed.GetValue(dataSet));
            List<EvaluationReport> reports = [];
            foreach (ModelEntry model in ModelSelection.Find(tool.Catalog, parsed.GetValue(models)))
            {
                reports.Add(await evaluation.MeasureAsync(model, cancellationToken));
            }

            WriteFiles(parsed.GetValue(output), reports);
            Write(tool.Terminal, reports, evaluation.Skipped, parsed.GetValue(json));
            return evaluation.Skipped.Count == 0 ? Outcome.Done : Outcome.SomeSkipped;
        });
        return command;
    }

    private static void WriteFiles(string? folder, List<EvaluationReport> reports)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (EvaluationReport report in reports)
        {
            string name = $"{report.Model}-{report.DataSet}-{report.Split}.json".Replace('/', '_');
            File.WriteAllText(Path.Combine(folder, name), report.ToJson() + "\n");
        }
    }

    private static void Write(
        Terminal terminal, List<EvaluationReport> reports, IReadOnlyList<ReasonJson> skipped, bool json)
    {
        foreach (ReasonJson item in skipped.Take(20))
        {
            terminal.Note($"Skipped: {SafeText.Neutralise(item.Path)}: {SafeText.Neutralise(item.Reason)}");
        }

        if (json)
        {
            terminal.WriteJson(new EvaluateJson(reports, skipped), JsonDocuments.Readable.EvaluateJson);
            return;
        }

        EvaluationReport first = reports[0];
        Table table = new Table().Border(TableBorder.Rounded)
            .Title(string.Create(
                CultureInfo.InvariantCulture,
                $"{first.Images:#,0} pictures, {first.Texts:#,0} captions, split {first.Split}; per cent"))
            .AddColumns("Model", "Direction", "R@1", "R@5", "R@10", "median rank");
        foreach (EvaluationReport report in reports)
        {
            AddRow(table, report.Model, "words → picture", report.Metrics.TextToImage);
            AddRow(table, "", "picture → words", report.Metrics.ImageToText);
        }

        DirectionMetrics words = first.Metrics.TextToImage;
        table.AddRow(
            ["chance", "words → picture", Text(words.ChanceAt1), Text(words.ChanceAt5), Text(words.ChanceAt10)]);
        terminal.OutConsole.Write(table);
    }

    private static void AddRow(Table table, string model, string direction, DirectionMetrics metrics) => table.AddRow(
        SafeText.Escape(model),
        direction,
        Text(metrics.RecallAt1),
        Text(metrics.RecallAt5),
        Text(metrics.RecallAt10),
        Text(metrics.MedianRank));

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
