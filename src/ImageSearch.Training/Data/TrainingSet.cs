using System.Text.Json;
using System.Text.Json.Serialization;
using ImageSearch.Evaluation;

namespace ImageSearch.Training.Data;

/// <summary>The pictures that a run learns from and is judged on.</summary>
/// <param name="Train">Pictures to learn from.</param>
/// <param name="Validation">Pictures of the <c>val</c> split, with their captions.</param>
internal sealed record TrainingSet(IReadOnlyList<TrainingItem> Train, IReadOnlyList<TrainingItem> Validation)
{
    /// <summary>Reads caption files and label files; each may end in <c>:SHARE</c>, the part an epoch uses.</summary>
    /// <exception cref="CaptionSetException">A captions file is broken.</exception>
    /// <exception cref="InvalidDataException">A label file is broken, or there is nothing to learn from.</exception>
    public static TrainingSet Load(IEnumerable<string> captionFiles, IEnumerable<string> labelFiles)
    {
        List<TrainingItem> train = [], validation = [];
        foreach (string argument in captionFiles)
        {
            (string file, double share) = SplitShare(argument);
            AddCaptions(file, share, train, validation);
        }

        Dictionary<string, int> groups = [];
        foreach (string argument in labelFiles)
        {
            (string file, double share) = SplitShare(argument);
            AddLabels(file, share, groups, train);
        }

        return train.Count > 0
            ? new TrainingSet(train, validation)
            : throw new InvalidDataException("No picture of the split 'train' was found in the files given.");
    }

    /// <summary>Splits <c>FILE:0.5</c> into the file and its share; the share is 1 when absent.</summary>
    public static (string File, double Share) SplitShare(string argument)
    {
        int colon = argument.LastIndexOf(':');
        return colon > 0
            && double.TryParse(argument.AsSpan(colon + 1), out double share) && share is > 0 and <= 1
            ? (argument[..colon], share)
            : (argument, 1);
    }

    private static void AddCaptions(
        string file, double share, List<TrainingItem> train, List<TrainingItem> validation)
    {
        foreach (CaptionedImage image in CaptionSet.Load(file))
        {
            List<TrainingItem>? target = image.Split switch { "train" => train, "val" => validation, _ => null };
            if (image.Captions.Count > 0)
            {
                // Every captioned picture is a group of its own: its position, counted from 1.
                int group = train.Count + validation.Count + 1;
                target?.Add(new TrainingItem(
                    image.FullPath, image.Captions, group, image.Dataset ?? Path.GetFileName(file), share));
            }
        }
    }

    private static void AddLabels(string file, double share, Dictionary<string, int> groups, List<TrainingItem> train)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            LabelLine label;
            try
            {
                label = JsonSerializer.Deserialize<LabelLine>(line)!;
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"'{file}', line {number}: not a label line: {e.Message}", e);
            }

            if (string.IsNullOrWhiteSpace(label.Label))
            {
                throw new InvalidDataException($"'{file}', line {number}: the label is empty.");
            }

            if (label.Split == "train")
            {
                groups.TryAdd(label.Label, -groups.Count - 1);
                string path = Path.Combine(folder, label.File);
                train.Add(new TrainingItem(
                    path, LabelTemplates.Captions(label.Label), groups[label.Label], label.Dataset ?? "labels", share));
            }
        }
    }

    private sealed record LabelLine(
        [property: JsonPropertyName("file"), JsonRequired] string File,
        [property: JsonPropertyName("label"), JsonRequired] string Label,
        [property: JsonPropertyName("split"), JsonRequired] string Split,
        [property: JsonPropertyName("dataset")] string? Dataset);
}
