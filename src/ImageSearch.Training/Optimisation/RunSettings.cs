using System.Text.Json;
using ImageSearch.Training.Models;

namespace ImageSearch.Training.Optimisation;

/// <summary>Everything that decides a run's result; written to <c>run.json</c>, so that it can be resumed.</summary>
internal sealed record RunSettings
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "run.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Sizes of the network.</summary>
    public required EncoderShape Shape { get; init; }

    /// <summary>Caption files, each with an optional share (<c>FILE:0.5</c>).</summary>
    public required IReadOnlyList<string> Captions { get; init; }

    /// <summary>Label files, each with an optional share.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The teacher's ONNX file; null for none.</summary>
    public string? Teacher { get; init; }

    /// <summary>Sentences without pictures, one a line; null for none.</summary>
    public string? TextOnly { get; init; }

    /// <summary>The WordPiece vocabulary.</summary>
    public required string Vocabulary { get; init; }

    /// <summary>Where decoded pictures are cached.</summary>
    public required string Cache { get; init; }

    /// <summary>Passes over the data.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Pairs a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Highest learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decoupled weight decay of matrices.</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>Part of the steps in which the learning rate rises.</summary>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>Divides cosines in the loss.</summary>
    public double Temperature { get; init; } = 0.05;

    /// <summary>Computes in bfloat16, with float32 parameters.</summary>
    public bool BFloat16 { get; init; } = true;

    /// <summary>Seed of weights, order, augmentation and dropout.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads of libtorch. A run is repeated exactly only with the same number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Validations, evenly spread; each writes a checkpoint.</summary>
    public int Validations { get; init; } = 10;

    /// <summary>Side of cached pictures: an eighth larger than the model's input, so that crops stay sharp.</summary>
    public int CacheSide => Shape.Vision.ImageSize <= 128 ? 144 : Shape.Vision.ImageSize * 9 / 8;

    /// <summary>The learning rate of a step: linear warm-up, then a cosine down to zero (Loshchilov and Hutter
    /// 2017).</summary>
    public double RateAt(int step, int steps)
    {
        double warm = Math.Max(1, WarmUp * steps);
        return step < warm
            ? LearningRate * (step + 1) / warm
            : LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - warm) / Math.Max(1, steps - warm)));
    }

    /// <summary>Writes <c>run.json</c>.</summary>
    public void Save(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json));

    /// <summary>Reads <c>run.json</c>.</summary>
    /// <exception cref="InvalidDataException">The folder holds no run.</exception>
    public static RunSettings Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"'{folder}' holds no run: there is no '{FileName}'.");
        }

        return JsonSerializer.Deserialize<RunSettings>(File.ReadAllText(path), Json)
            ?? throw new InvalidDataException($"'{path}' is empty.");
    }
}
