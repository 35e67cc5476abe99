using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ImageSearch.Training.Models;

/// <summary>A Vision Transformer without its head: [B, 3, S, S] → [B, width], the class token after the last
/// norm.</summary>
internal static class VitTower
{
    /// <summary>Prefix of every name; the rest is torchvision's.</summary>
    public const string Prefix = "image_encoder.";

    /// <summary>Epsilon of every layer norm, as in torchvision.</summary>
    public const double Epsilon = 1e-6;

    /// <summary>Runs the tower.</summary>
    public static Tensor Forward(Layers layers, VisionShape shape, Tensor pixels)
    {
        long width = shape.Width;
        long side = shape.ImageSize / shape.PatchSize;
        Tensor patches = Patches(layers, shape, pixels).flatten(2).transpose(1, 2);
        Tensor first = layers.Constant(Prefix + "class_token", 0, 1, 1, width).expand(patches.shape[0], -1, -1);
        Tensor x = cat([first, patches], 1)
            + layers.Normal(Prefix + "encoder.pos_embedding", [1, side * side + 1, width]);
        for (int i = 0; i < shape.Depths[0]; i++)
        {
            x = Layer(layers, shape, LayerName(i), x);
        }

        x = layers.LayerNorm(x, Prefix + "encoder.ln", width, Epsilon);
        return x.select(1, 0);
    }

    /// <summary>Name of the i-th transformer layer.</summary>
    public static string LayerName(int i) => $"{Prefix}encoder.layers.encoder_layer_{i}";

    private static Tensor Patches(Layers layers, VisionShape shape, Tensor pixels)
    {
        if (shape.Stem.Length == 0)
        {
            string name = Prefix + "conv_proj";
            return layers.Convolution(pixels, name, 3, shape.Width, shape.PatchSize, shape.PatchSize, 0, bias: true);
        }

        Tensor x = pixels;
        long channels = 3;
        for (int i = 0; i < shape.Stem.Length; i++)
        {
            string name = $"{Prefix}conv_proj.conv_bn_relu_{i}";
            x = layers.Convolution(x, name + ".0", channels, shape.Stem[i], 3, 2, 1);
            x = F.relu(layers.BatchNorm(x, name + ".1", shape.Stem[i]));
            channels = shape.Stem[i];
        }

        return layers.Convolution(x, Prefix + "conv_proj.conv_last", channels, shape.Width, 1, 1, 0, bias: true);
    }

    // Pre-norm: x + attention(ln_1(x)), then x + mlp(ln_2(x)).
    private static Tensor Layer(Layers layers, VisionShape shape, string name, Tensor x)
    {
        long width = shape.Width;
        Tensor y = layers.LayerNorm(x, name + ".ln_1", width, Epsilon);
        Tensor weight = layers.Normal(name + ".self_attention.in_proj_weight", [3 * width, width]);
        Tensor bias = layers.Constant(name + ".self_attention.in_proj_bias", 0, 3 * width);
        Tensor[] qkv = F.linear(y, weight, bias).chunk(3, -1);
        Tensor mixed = layers.Attention(qkv[0], qkv[1], qkv[2], shape.Heads, null, 0);
        x = x + layers.Linear(mixed, name + ".self_attention.out_proj", width, width);
        y = layers.LayerNorm(x, name + ".ln_2", width, Epsilon);
        y = F.gelu(layers.Linear(y, name + ".mlp.0", width, 4 * width));
        return x + layers.Linear(y, name + ".mlp.3", 4 * width, width);
    }
}
