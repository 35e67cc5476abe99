using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageSearch.Embeddings;

/// <summary>The content of a model's <c>model.json</c>: all that decides a vector, and its origin.</summary>
public sealed record ModelManifest
{
    /// <summary>The file's name in a model folder.</summary>
    public const string FileName = "model.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Name used on the command line, for example <c>resnet</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which training or export this is, for example a date.</summary>
    public required string Revision { get; init; }

    /// <summary>Length of the vectors, 1 to 4,096.</summary>
    public required int Dimension { get; init; }

    /// <summary>The vision tower.</summary>
    public required ModelTower Image { get; init; }

    /// <summary>The text tower.</summary>
    public required ModelTower Text { get; init; }

    /// <summary>How pixels become the vision tower's input.</summary>
    public required PreprocessorRule Preprocessor { get; init; }

    /// <summary>How words become the text tower's input.</summary>
    public required TokenizerRule Tokenizer { get; init; }

    /// <summary>SPDX identifier, or a sentence.</summary>
    public required string Licence { get; init; }

    /// <summary>What the model was trained on.</summary>
    public required string TrainingData { get; init; }

    /// <summary>Measured quality, written by the program that measured it:
    /// <c>flickr8k-val/text-to-image-recall@10</c> → 31.2 (per cent).</summary>
    public IReadOnlyDictionary<string, double> Quality { get; init; } = new Dictionary<string, double>();

    /// <summary>SHA-256, lower-case hexadecimal, of each file that decides a vector, by its name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Reads <c>model.json</c>.</summary>
    /// <exception cref="ModelException">The file is missing or not valid; the message names file and field.</exception>
    public static ModelManifest Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize<ModelManifest>(File.ReadAllText(path), Json)
                ?? throw new ModelException(folder, $"'{path}' is empty.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException(folder, $"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Checks the values: what JSON cannot say about them.</summary>
    /// <param name="folder">Where the manifest was read, for the message.</param>
    /// <exception cref="ModelException">A field is out of its range; the message names file and field.</exception>
    internal void Check(string folder)
    {
        PreprocessorRule p = Preprocessor;
        string? problem =
            string.IsNullOrWhiteSpace(Name) ? "'name' is empty"
            : Dimension is < 1 or > 4096 ? $"'dimension' is {Dimension}, not 1 to 4,096"
            : p.Size is < 1 or > 4096 ? $"'preprocessor.size' is {p.Size}, not 1 to 4,096"
            : p.Mean.Count != 3 || !p.Mean.All(float.IsFinite) ? "'preprocessor.mean' is not three numbers"
            : p.Std.Count != 3 || !p.Std.All(s => float.IsFinite(s) && s > 0)
                ? "'preprocessor.std' is not three positive numbers"
            : Tokenizer.ContextLength is < 2 or > 65_536
                ? $"'tokenizer.contextLength' is {Tokenizer.ContextLength}, not 2 to 65,536"
            : null;
        if (problem is not null)
        {
            throw new ModelException(
                folder, $"In '{Path.Combine(folder, FileName)}', {problem}. Correct it, or export the model again.");
        }
    }

    /// <summary>Writes <c>model.json</c>, whole or not at all.</summary>
    public void Save(string folder)
    {
        string path = Path.Combine(folder, FileName);
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Json) + "\n");
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>One ONNX file of a model.</summary>
/// <param name="File">Its name in the model folder.</param>
/// <param name="Input">The main input: pixels <c>[B, 3, S, S]</c> float, or token ids <c>[B, T]</c> int64.</param>
/// <param name="Output">Name of the output, <c>[B, D]</c> float.</param>
/// <param name="MaskInput">Name of the attention mask input, <c>[B, T]</c> int64; null when there is none.</param>
public sealed record ModelTower(string File, string Input, string Output, string? MaskInput = null);

/// <summary>How a picture becomes a tensor.</summary>
/// <param name="Size">Side of the square input, in pixels.</param>
/// <param name="Resize">What happens to pictures that are not square.</param>
/// <param name="Interpolation">The resampling filter, with antialiasing when shrinking.</param>
/// <param name="Mean">Subtracted from each channel R, G, B in [0, 1].</param>
/// <param name="Std">Divides each channel afterwards.</param>
public sealed record PreprocessorRule(
    int Size, ResizeRule Resize, Interpolation Interpolation, IReadOnlyList<float> Mean, IReadOnlyList<float> Std);

/// <summary>How a picture that is not square is made square.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResizeRule>))]
public enum ResizeRule
{
    /// <summary>Width and height are scaled apart, so that all of the picture is seen.</summary>
    Squash,

    /// <summary>The short side is scaled to the size, and the middle is cut out.</summary>
    CentreCrop,
}

/// <summary>A resampling filter.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Interpolation>))]
public enum Interpolation
{
    /// <summary>Triangle filter, support 1.</summary>
    Bilinear,

    /// <summary>Cubic convolution with a = −0.5, support 2 (Keys 1981), as in Pillow.</summary>
    Bicubic,
}

/// <summary>How a sentence becomes token ids.</summary>
/// <param name="Kind">The algorithm.</param>
/// <param name="Vocabulary">Name of the vocabulary file in the model folder.</param>
/// <param name="ContextLength">Most tokens that the model reads, special ones included.</param>
/// <param name="PadToContextLength">True when an input has exactly <paramref name="ContextLength"/> tokens.</param>
public sealed record TokenizerRule(TokenizerKind Kind, string Vocabulary, int ContextLength, bool PadToContextLength);

/// <summary>A tokenizer algorithm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenizerKind>))]
public enum TokenizerKind
{
    /// <summary>BERT's WordPiece, uncased.</summary>
    WordPieceUncased,
}
