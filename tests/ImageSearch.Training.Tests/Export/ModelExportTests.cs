using ImageSearch.Embeddings;
using ImageSearch.Training.Export;
using ImageSearch.Training.Models;
using ImageSearch.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace ImageSearch.Training.Tests.Export;

public class ModelExportTests
{
    private const double ExactTolerance = 1e-4;

    public static TheoryData<string> Shapes => ["resnet", "bottleneck", "vit", "plain-vit", "pooler"];

    [Theory, MemberData(nameof(Shapes))]
    public async Task ONNX_Runtime_equals_TorchSharp(string name) =>
        Assert.InRange(await DifferenceAsync(Shape(name), WeightFormat.Float32), 0, ExactTolerance);

    [Theory, MemberData(nameof(Shapes))]
    public async Task Half_precision_weights_change_little(string name) =>
        Assert.InRange(await DifferenceAsync(Shape(name), WeightFormat.Float16), 1e-9, 5e-3);

    [Theory, InlineData("vit"), InlineData("resnet")]
    public async Task Integer_weights_stay_near(string name) =>
        Assert.InRange(await DifferenceAsync(Shape(name), WeightFormat.Int8), 1e-6, 0.05);

    [Fact]
    public void The_manifest_describes_the_files_and_can_be_read_again()
    {
        using TinyData data = new();
        using DualEncoder model = new(Shape("resnet"), seed: 1);
        string folder = data.Run("model");
        ModelManifest written = Write(folder, model, data.Vocabulary, WeightFormat.Float32);
        ModelManifest read = ModelManifest.Load(folder);
        Assert.Equal(written.Files, read.Files);
        Assert.Equal(["image.onnx", "text.onnx", "vocab.txt"], read.Files.Keys.Order());
        Assert.Equal(16, read.Dimension);
        Assert.Equal(32, read.Preprocessor.Size);
        using OnnxEmbedder embedder = new(folder);
        Assert.Equal("test", embedder.Model);
    }

    private static EncoderShape Shape(string name)
    {
        EncoderShape resnet = EncoderShape.Tiny(VisionKind.Resnet, 80), vit = EncoderShape.Tiny(VisionKind.Vit, 80);
        return name switch
        {
            "bottleneck" => resnet with { Vision = resnet.Vision with { Bottleneck = true, Depths = [2, 1, 1, 1] } },
            "plain-vit" => vit with { Vision = vit.Vision with { Stem = [] } },
            "pooler" => vit with { Text = vit.Text with { Pooling = TextPooling.Pooler } },
            "vit" => vit,
            _ => resnet,
        };
    }

    private static ModelManifest Write(string folder, DualEncoder model, string vocabulary, WeightFormat format) =>
        ModelExport.Write(
            folder, model.Shape, name => CheckpointModel.Lookup(model.Weights, name), vocabulary, format,
            new ModelAbout("test", "1", "MIT", "None."));

    private static async Task<double> DifferenceAsync(EncoderShape shape, WeightFormat format)
    {
        using TinyData data = new();
        int words = File.ReadLines(data.Vocabulary).Count();
        using DualEncoder model = new(shape with { Text = shape.Text with { VocabularySize = words } }, seed: 3);
        Disturb(model);
        string folder = data.Run("model");
        Write(folder, model, data.Vocabulary, format);
        return await GoldenCheck.LargestDifferenceAsync(
            folder, model, WordPieceTokenizer.Load(data.Vocabulary), TestContext.Current.CancellationToken);
    }

    // Fresh norms have scale 1, shift 0 and unit statistics, which would hide a mistake in folding them.
    private static void Disturb(DualEncoder model)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        random.manual_seed(11);
        foreach ((string name, Tensor tensor) in model.Weights.Parameters.Concat(model.Weights.Buffers))
        {
            bool variance = name.EndsWith("running_var", StringComparison.Ordinal);
            tensor.add_(variance ? rand_like(tensor) : randn_like(tensor) * 0.1);
        }
    }
}
