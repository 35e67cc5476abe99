using System.Security.Cryptography;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Tests.Shared;

/// <summary>A model that takes milliseconds to make and knows six colours: "red" is near a red picture.</summary>
/// <remarks>
/// The vision tower is a random projection of the pixels. The text tower adds up the vectors of the tokens; a colour's
/// word has the vector of a picture of that colour, every other token a short random one.
/// </remarks>
internal static class TinyModel
{
    /// <summary>Side of the vision tower's input.</summary>
    public const int Size = 16;

    /// <summary>Most tokens of a sentence.</summary>
    public const int ContextLength = 16;

    private const int PixelCount = 3 * Size * Size;

    /// <summary>The colours that the model knows, R G B.</summary>
    public static IReadOnlyDictionary<string, (byte R, byte G, byte B)> Colours { get; } =
        new Dictionary<string, (byte, byte, byte)>
        {
            ["red"] = (255, 0, 0),
            ["green"] = (0, 255, 0),
            ["blue"] = (0, 0, 255),
            ["yellow"] = (255, 255, 0),
            ["white"] = (255, 255, 255),
            ["black"] = (0, 0, 0),
        };

    /// <summary>Makes the model folder <c>folder/name</c> and returns its path.</summary>
    /// <param name="folder">Made when missing. Give it to a catalogue to find the model by name.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="dimension">Length of the vectors.</param>
    /// <param name="seed">Another seed makes a model whose vectors mean something else.</param>
    /// <param name="withMask">False for a text tower without an attention mask, which sees the padding.</param>
    /// <param name="change">Changes the manifest before it is written, to make a broken or unusual one.</param>
    public static string Create(
        string folder, string name, int dimension = 256, int seed = 0, bool withMask = true,
        Func<ModelManifest, ModelManifest>? change = null)
    {
        string model = Path.Combine(folder, name);
        Directory.CreateDirectory(model);
        string[] vocabulary = MakeVocabulary();
        File.WriteAllLines(Path.Combine(model, "vocab.txt"), vocabulary);
        Random random = new(seed);
        float[] projection = Numbers(random, PixelCount * dimension, 1f / MathF.Sqrt(PixelCount));
        WriteImageTower(Path.Combine(model, "image.onnx"), projection, dimension);
        float[] tokens = Numbers(random, vocabulary.Length * dimension, 0.05f);
        foreach ((string word, (byte R, byte G, byte B) colour) in Colours)
        {
            Project(projection, colour, tokens.AsSpan(Array.IndexOf(vocabulary, word) * dimension, dimension));
        }

        WriteTextTower(Path.Combine(model, "text.onnx"), tokens, dimension, withMask);
        ModelManifest manifest = MakeManifest(model, name, dimension, withMask);
        (change?.Invoke(manifest) ?? manifest).Save(model);
        return model;
    }

    /// <summary>A picture of one colour.</summary>
    public static PixelImage Picture(string colour, int width = 40, int height = 30)
    {
        (byte r, byte g, byte b) = Colours[colour];
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.Length; i += 3)
        {
            (rgb[i], rgb[i + 1], rgb[i + 2]) = (r, g, b);
        }

        return new PixelImage(width, height, rgb);
    }

    /// <summary>SHA-256 in lower-case hexadecimal, as a manifest holds it.</summary>
    public static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static string[] MakeVocabulary()
    {
        IEnumerable<string> letters = "abcdefghijklmnopqrstuvwxyz0123456789".Select(c => c.ToString());
        IEnumerable<string> marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".Select(c => c.ToString());
        return [
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "dog", "cat", "on", "the", "car", "picture", "##s",
            .. Colours.Keys, .. letters.Where(l => l != "a"), .. letters.Where(l => l != "s").Select(l => "##" + l),
            .. marks,
        ];
    }

    private static ModelManifest MakeManifest(string model, string name, int dimension, bool withMask) => new()
    {
        Name = name,
        Revision = "1",
        Dimension = dimension,
        Image = new("image.onnx", "pixels", "embedding"),
        Text = new("text.onnx", "input_ids", "embedding", withMask ? "attention_mask" : null),
        Preprocessor = new(Size, ResizeRule.Squash, Interpolation.Bilinear, [0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]),
        Tokenizer = new(TokenizerKind.WordPieceUncased, "vocab.txt", ContextLength, PadToContextLength: false),
        Licence = "MIT",
        TrainingData = "none",
        Files = new[] { "image.onnx", "text.onnx", "vocab.txt" }
            .ToDictionary(f => f, f => Hash(Path.Combine(model, f))),
    };

    private static void WriteImageTower(string path, float[] projection, int dimension)
    {
        using TinyOnnx onnx = new();
        onnx.Input("pixels", TinyOnnx.Float, -1, 3, Size, Size);
        onnx.Output("embedding", TinyOnnx.Float, -1, dimension);
        onnx.Constant("projection", [PixelCount, dimension], projection);
        onnx.Node("Flatten", ["pixels"], "flat", ("axis", 1));
        onnx.Node("MatMul", ["flat", "projection"], "embedding");
        onnx.Save(path);
    }

    private static void WriteTextTower(string path, float[] tokens, int dimension, bool withMask)
    {
        using TinyOnnx onnx = new();
        onnx.Input("input_ids", TinyOnnx.Int64, -1, -2);
        onnx.Output("embedding", TinyOnnx.Float, -1, dimension);
        onnx.Constant("tokens", [tokens.Length / dimension, dimension], tokens);
        onnx.Constant("one", [1], [1L]);
        onnx.Node("Gather", ["tokens", "input_ids"], "vectors");
        if (withMask)
        {
            onnx.Constant("last", [1], [-1L]);
            onnx.Input("attention_mask", TinyOnnx.Int64, -1, -2);
            onnx.Node("Cast", ["attention_mask"], "flags", ("to", TinyOnnx.Float));
            onnx.Node("Unsqueeze", ["flags", "last"], "columns");
            onnx.Node("Mul", ["vectors", "columns"], "kept");
        }

        onnx.Node("ReduceSum", [withMask ? "kept" : "vectors", "one"], "embedding", ("keepdims", 0));
        onnx.Save(path);
    }

    /// <summary>The vision tower's answer to a picture of one colour.</summary>
    private static void Project(float[] projection, (byte R, byte G, byte B) colour, Span<float> result)
    {
        result.Clear();
        byte[] channels = [colour.R, colour.G, colour.B];
        for (int p = 0; p < PixelCount; p++)
        {
            float value = (channels[p / (Size * Size)] / 255f - 0.5f) / 0.5f;
            for (int d = 0; d < result.Length; d++)
            {
                result[d] += value * projection[p * result.Length + d];
            }
        }
    }

    private static float[] Numbers(Random random, int count, float scale)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = ((float)random.NextDouble() * 2 - 1) * scale;
        }

        return numbers;
    }
}
