using System.CommandLine;
using ImageSearch.Training.Models;
using ImageSearch.Training.Optimisation;

namespace ImageSearch.Training.Commands;

/// <summary><c>imagesearch-train train</c>: starts a run.</summary>
internal static class TrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Where the run is kept." };
        Option<VisionKind> vision = new("--vision") { Description = "The vision tower's family.", Required = true };
        Option<string> preset = new("--preset") { DefaultValueFactory = _ => "small" };
        preset.Description = "original (ResNet-50 or ViT-B/16 with BERT base) or small.";
        preset.AcceptOnlyFromAmong("original", "small", "tiny");
        Option<string[]> captions = Files("--captions", "captions.jsonl files; FILE:0.5 uses half of it an epoch.");
        captions.Required = true;
        Option<string[]> labels = Files("--labels", "labelled.jsonl files, each with an optional share.");
        Option<string> vocabulary = new("--vocabulary") { Description = "WordPiece vocabulary.", Required = true };
        Option<string?> teacher = new("--teacher") { Description = "ONNX network whose features are imitated." };
        Option<string?> textOnly = new("--text-only") { Description = "Sentences without pictures, plain or .gz." };
        Option<string> cache = new("--cache") { DefaultValueFactory = _ => "cache" };
        cache.Description = "Where decoded pictures are kept.";
        Option<int> epochs = new("--epochs") { DefaultValueFactory = _ => 10 };
        Option<int> batch = new("--batch-size") { DefaultValueFactory = _ => 128 };
        Option<double> rate = new("--learning-rate") { DefaultValueFactory = _ => 1e-3 };
        Option<int> threads = new("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<int> seed = new("--seed") { DefaultValueFactory = _ => 1 };
        Option<int> validations = new("--validations") { DefaultValueFactory = _ => 10 };
        Option<bool> exact = new("--float32") { Description = "Computes in float32 instead of bfloat16." };
        Command command = new("train", "Trains a dual encoder.")
        {
            folder, vision, preset, captions, labels, vocabulary, teacher, textOnly, cache, epochs, batch, rate,
            threads, seed, validations, exact,
        };
        foreach (Option<int> positive in new[] { epochs, batch, threads, validations })
        {
            positive.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < 1)
                {
                    result.AddError($"{positive.Name} must be at least 1.");
                }
            });
        }

        command.SetAction((parsed, cancellationToken) => RunCommand.StartAsync(
            parsed.GetRequiredValue(folder),
            new RunSettings
            {
                Shape = Shape(parsed.GetRequiredValue(preset), parsed.GetValue(vision),
                    File.ReadLines(parsed.GetRequiredValue(vocabulary)).Count()),
                Captions = [.. parsed.GetRequiredValue(captions).Select(Path.GetFullPath)],
                Labels = [.. (parsed.GetValue(labels) ?? []).Select(Path.GetFullPath)],
                Vocabulary = Path.GetFullPath(parsed.GetRequiredValue(vocabulary)),
                Teacher = Absolute(parsed.GetValue(teacher)),
                TextOnly = Absolute(parsed.GetValue(textOnly)),
                Cache = Path.GetFullPath(parsed.GetRequiredValue(cache)),
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batch),
                LearningRate = parsed.GetValue(rate),
                Threads = parsed.GetValue(threads),
                Seed = parsed.GetValue(seed),
                Validations = parsed.GetValue(validations),
                BFloat16 = !parsed.GetValue(exact),
            },
            cancellationToken));
        return command;
    }

    // A run is resumed and exported from anywhere; a share behind a file's name (FILE:0.5) stays.
    private static string? Absolute(string? path) => path is null ? null : Path.GetFullPath(path);

    private static EncoderShape Shape(string preset, VisionKind kind, int vocabularySize) => preset switch
    {
        "original" => EncoderShape.Original(kind),
        "tiny" => EncoderShape.Tiny(kind, vocabularySize),
        _ => EncoderShape.Small(kind, vocabularySize),
    };

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
