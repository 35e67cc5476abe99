using ImageSearch.Training.Models;
using ImageSearch.Training.Optimisation;
using ImageSearch.Training.Vocabulary;
using SkiaSharp;

namespace ImageSearch.Training.Tests;

/// <summary>A folder with a few coloured pictures, their captions and a vocabulary; deleted at the end.</summary>
internal sealed class TinyData : IDisposable
{
    private static readonly (string Name, SKColor Colour)[] Colours =
    [
        ("red", SKColors.Red), ("green", SKColors.Green), ("blue", SKColors.Blue), ("white", SKColors.White),
        ("black", SKColors.Black), ("yellow", SKColors.Yellow), ("pink", SKColors.Pink), ("grey", SKColors.Gray),
    ];

    public TinyData(int pictures = 16)
    {
        Folder = Directory.CreateTempSubdirectory("imagesearch-training-").FullName;
        using StreamWriter captions = new(Captions);
        List<string> sentences = [];
        for (int i = 0; i < pictures; i++)
        {
            (string name, SKColor colour) = Colours[i % Colours.Length];
            bool round = i / Colours.Length % 2 == 1;
            Draw(Path.Combine(Folder, $"{i}.png"), colour, round);
            string caption = $"a {name} {(round ? "ball" : "square")} on a wall";
            sentences.Add(caption);
            string split = i < pictures / 2 ? "train" : "val";
            captions.WriteLine(
                $$"""{"file":"{{i}}.png","dataset":"tiny","split":"{{split}}","captions":["{{caption}}"]}""");
        }

        IEnumerable<string> repeated = Enumerable.Repeat(sentences, 5).SelectMany(s => s);
        File.WriteAllLines(Vocabulary, WordPieceTrainer.Train(repeated, 80));
    }

    public string Folder { get; }

    public string Captions => Path.Combine(Folder, "captions.jsonl");

    public string Vocabulary => Path.Combine(Folder, "vocab.txt");

    public string Run(string name) => Path.Combine(Folder, name);

    public RunSettings Settings(VisionKind kind, int epochs = 6) => new()
    {
        Shape = EncoderShape.Tiny(kind, File.ReadLines(Vocabulary).Count()),
        Captions = [Captions],
        Vocabulary = Vocabulary,
        Cache = Path.Combine(Folder, "cache"),
        Epochs = epochs,
        BatchSize = 4,
        Validations = 3,
        Threads = 1,
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Draw(string path, SKColor colour, bool round)
    {
        using SKBitmap bitmap = new(48, 40);
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.SaddleBrown);
        using SKPaint paint = new() { Color = colour };
        if (round)
        {
            canvas.DrawCircle(24, 20, 14, paint);
        }
        else
        {
            canvas.DrawRect(8, 6, 30, 28, paint);
        }

        using FileStream stream = File.Create(path);
        bitmap.Encode(stream, SKEncodedImageFormat.Png, 100);
    }
}
