using ImageSearch.Training.Models;
using ImageSearch.Training.Onnx.Proto;

namespace ImageSearch.Training.Onnx;

/// <summary>Emits a vision tower with its projection: <c>pixel_values</c> [B, 3, S, S] →
/// <c>embedding</c> [B, D].</summary>
internal static class VisionEmitter
{
    /// <summary>Name of the input.</summary>
    public const string Input = "pixel_values";

    /// <summary>Name of the output.</summary>
    public const string Output = "embedding";

    /// <summary>Builds the graph.</summary>
    public static OnnxGraph Emit(EncoderShape shape, Func<string, NamedTensor> weights, WeightFormat format)
    {
        OnnxGraph graph = new("image", format);
        OnnxLayers layers = new(graph, weights);
        long size = shape.Vision.ImageSize;
        string pixels = graph.Input(Input, TensorProto.Types.DataType.Float, "batch", 3, size, size);
        string features = shape.Vision.Kind == VisionKind.Resnet
            ? ResNet(layers, shape.Vision, pixels)
            : Vit(layers, shape.Vision, pixels);
        graph.Output(Output, layers.Project(features, "image_projection"), "batch", shape.Dimension);
        return graph;
    }

    private static string ResNet(OnnxLayers layers, VisionShape shape, string pixels)
    {
        OnnxGraph graph = layers.Graph;
        const string prefix = ResNetTower.Prefix;
        string x = Rectified(layers, pixels, prefix + "conv1", prefix + "bn1", 2, 3);
        x = graph.Node(
            "MaxPool", [x], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }),
            ("pads", new long[] { 1, 1, 1, 1 }));
        foreach (ResNetBlock block in ResNetTower.Blocks(shape))
        {
            x = Block(layers, block, x);
        }

        return graph.Node("ReduceMean", [x, graph.Integers(2, 3)], ("keepdims", 0L));
    }

    private static string Block(OnnxLayers layers, ResNetBlock block, string x)
    {
        string name = block.Name;
        string y;
        if (block.Bottleneck)
        {
            y = Rectified(layers, x, name + ".conv1", name + ".bn1", 1, 0);
            y = Rectified(layers, y, name + ".conv2", name + ".bn2", block.Stride, 1);
            y = layers.ConvolutionNorm(y, name + ".conv3", name + ".bn3", 1, 0);
        }
        else
        {
            y = Rectified(layers, x, name + ".conv1", name + ".bn1", block.Stride, 1);
            y = layers.ConvolutionNorm(y, name + ".conv2", name + ".bn2", 1, 1);
        }

        string shortcut = block.Downsamples
            ? layers.ConvolutionNorm(x, name + ".downsample.0", name + ".downsample.1", block.Stride, 0)
            : x;
        return layers.Graph.Node("Relu", [layers.Graph.Node("Add", [y, shortcut])]);
    }

    private static string Rectified(
        OnnxLayers layers, string x, string convolution, string norm, long stride, long padding) =>
        layers.Graph.Node("Relu", [layers.ConvolutionNorm(x, convolution, norm, stride, padding)]);

    private static string Vit(OnnxLayers layers, VisionShape shape, string pixels)
    {
        OnnxGraph graph = layers.Graph;
        long width = shape.Width;
        string x = Patches(layers, shape, pixels);
        x = graph.Node("Reshape", [x, graph.Integers(0, width, -1)]);
        x = graph.Node("Transpose", [x], ("perm", new long[] { 0, 2, 1 }));
        NamedTensor first = layers.Tensor(VitTower.Prefix + "class_token");
        NamedTensor positions = layers.Tensor(VitTower.Prefix + "encoder.pos_embedding");
        string batch = graph.Node("Shape", [pixels], ("start", 0L), ("end", 1L));
        string target = graph.Node("Concat", [batch, graph.Integers(1, width)], ("axis", 0L));
        string token = graph.Node("Expand", [graph.Weight("class_token", first.Values, first.Shape), target]);
        x = graph.Node("Concat", [token, x], ("axis", 1L));
        x = graph.Node("Add", [x, graph.Weight("pos_embedding", positions.Values, positions.Shape)]);
        for (int i = 0; i < shape.Depths[0]; i++)
        {
            x = Layer(layers, shape, VitTower.LayerName(i), x);
        }

        x = graph.Node("Gather", [x, graph.Node("Squeeze", [graph.Integers(0)])], ("axis", 1L));
        return layers.LayerNorm(x, VitTower.Prefix + "encoder.ln", VitTower.Epsilon);
    }

    private static string Patches(OnnxLayers layers, VisionShape shape, string x)
    {
        string name = VitTower.Prefix + "conv_proj";
        if (shape.Stem.Length == 0)
        {
            return layers.Convolution(
                x, name, layers.Tensor(name + ".weight"), layers.Tensor(name + ".bias").Values, shape.PatchSize, 0);
        }

        for (int i = 0; i < shape.Stem.Length; i++)
        {
            x = Rectified(layers, x, $"{name}.conv_bn_relu_{i}.0", $"{name}.conv_bn_relu_{i}.1", 2, 1);
        }

        string last = name + ".conv_last";
        return layers.Convolution(
            x, last, layers.Tensor(last + ".weight"), layers.Tensor(last + ".bias").Values, 1, 0);
    }

    private static string Layer(OnnxLayers layers, VisionShape shape, string name, string x)
    {
        OnnxGraph graph = layers.Graph;
        string attention = name + ".self_attention";
        string y = layers.LayerNorm(x, name + ".ln_1", VitTower.Epsilon);
        y = layers.Linear(
            y, attention + ".in_proj", layers.Tensor(attention + ".in_proj_weight"),
            layers.Tensor(attention + ".in_proj_bias").Values);
        y = layers.Linear(layers.Attention(y, shape.Heads, shape.Width, null), attention + ".out_proj");
        x = graph.Node("Add", [x, y]);
        y = layers.LayerNorm(x, name + ".ln_2", VitTower.Epsilon);
        y = layers.Linear(graph.Node("Gelu", [layers.Linear(y, name + ".mlp.0")]), name + ".mlp.3");
        return graph.Node("Add", [x, y]);
    }
}
