using System.CommandLine;
using ImageSearch.Evaluation;
using ImageSearch.Training.Data;
using ImageSearch.Training.Vocabulary;

namespace ImageSearch.Training.Commands;

/// <summary><c>imagesearch-train vocabulary</c>: learns a WordPiece vocabulary from captions.</summary>
internal static class VocabularyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Option<string[]> captions = new("--captions")
        {
            Description = "captions.jsonl files; their train split is read.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string[]> texts = new("--text")
        {
            Description = "Text files with one sentence a line, plain or .gz.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string[]> labels = new("--labels")
        {
            Description = "Label files; their captions by template are read.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<int> size = new("--size") { Description = "Most entries.", DefaultValueFactory = _ => 8192 };
        Option<string> output = new("--output") { Description = "The file to write.", Required = true };
        Command command = new("vocabulary", "Learns an uncased WordPiece vocabulary from captions.")
        {
            captions, texts, labels, size, output,
        };
        command.SetAction(parsed =>
        {
            IEnumerable<string> sentences =
                Captions(parsed.GetValue(captions) ?? [], parsed.GetValue(labels) ?? [])
                .Concat((parsed.GetValue(texts) ?? []).SelectMany(TextLines.Read));
            IReadOnlyList<string> vocabulary = WordPieceTrainer.Train(sentences, parsed.GetValue(size));
            string path = parsed.GetRequiredValue(output);
            File.WriteAllText(path, string.Join('\n', vocabulary) + "\n");
            Console.Error.WriteLine($"Wrote {vocabulary.Count} entries to '{path}'.");
        });
        return command;
    }

    private static IEnumerable<string> Captions(string[] captionFiles, string[] labelFiles)
    {
        foreach (string file in captionFiles)
        {
            foreach (CaptionedImage image in CaptionSet.Load(file).Where(image => image.Split == "train"))
            {
                foreach (string caption in image.Captions)
                {
                    yield return caption;
                }
            }
        }

        if (labelFiles.Length > 0)
        {
            foreach (string caption in TrainingSet.Load([], labelFiles).Train.SelectMany(item => item.Captions))
            {
                yield return caption;
            }
        }
    }
}
