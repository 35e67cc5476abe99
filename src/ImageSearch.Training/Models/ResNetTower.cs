using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ImageSearch.Training.Models;

/// <summary>A ResNet without its head: [B, 3, S, S] → [B, <see cref="VisionShape.OutputWidth"/>].</summary>
internal static class ResNetTower
{
    /// <summary>Prefix of every name; the rest is torchvision's.</summary>
    public const string Prefix = "image_encoder.";

    /// <summary>Runs the tower.</summary>
    public static Tensor Forward(Layers layers, VisionShape shape, Tensor pixels)
    {
        Tensor x = layers.Convolution(pixels, Prefix + "conv1", 3, shape.Width, 7, 2, 3);
        x = F.relu(layers.BatchNorm(x, Prefix + "bn1", shape.Width));
        x = F.max_pool2d(x, 3, 2, 1);
        foreach (ResNetBlock block in Blocks(shape))
        {
            x = block.Bottleneck ? Bottleneck(layers, block, x) : Basic(layers, block, x);
        }

        return x.mean([2, 3]);
    }

    /// <summary>The blocks in order, with their channels and strides.</summary>
    public static IEnumerable<ResNetBlock> Blocks(VisionShape shape)
    {
        long input = shape.Width;
        for (int stage = 0; stage < shape.Depths.Length; stage++)
        {
            long width = (long)shape.Width << stage;
            long output = shape.Bottleneck ? width * 4 : width;
            for (int index = 0; index < shape.Depths[stage]; index++)
            {
                long stride = stage > 0 && index == 0 ? 2 : 1;
                string name = $"{Prefix}layer{stage + 1}.{index}";
                yield return new ResNetBlock(name, input, width, output, stride, shape.Bottleneck);
                input = output;
            }
        }
    }

    private static Tensor Basic(Layers layers, ResNetBlock b, Tensor x)
    {
        Tensor y = layers.Convolution(x, b.Name + ".conv1", b.Input, b.Width, 3, b.Stride, 1);
        y = F.relu(layers.BatchNorm(y, b.Name + ".bn1", b.Width));
        y = layers.Convolution(y, b.Name + ".conv2", b.Width, b.Output, 3, 1, 1);
        y = layers.BatchNorm(y, b.Name + ".bn2", b.Output);
        return F.relu(y + Shortcut(layers, b, x));
    }

    private static Tensor Bottleneck(Layers layers, ResNetBlock b, Tensor x)
    {
        Tensor y = layers.Convolution(x, b.Name + ".conv1", b.Input, b.Width, 1, 1, 0);
        y = F.relu(layers.BatchNorm(y, b.Name + ".bn1", b.Width));
        y = layers.Convolution(y, b.Name + ".conv2", b.Width, b.Width, 3, b.Stride, 1);
        y = F.relu(layers.BatchNorm(y, b.Name + ".bn2", b.Width));
        y = layers.Convolution(y, b.Name + ".conv3", b.Width, b.Output, 1, 1, 0);
        y = layers.BatchNorm(y, b.Name + ".bn3", b.Output);
        return F.relu(y + Shortcut(layers, b, x));
    }

    private static Tensor Shortcut(Layers layers, ResNetBlock b, Tensor x)
    {
        if (!b.Downsamples)
        {
            return x;
        }

        Tensor y = layers.Convolution(x, b.Name + ".downsample.0", b.Input, b.Output, 1, b.Stride, 0);
        return layers.BatchNorm(y, b.Name + ".downsample.1", b.Output);
    }
}

/// <summary>One residual block.</summary>
internal sealed record ResNetBlock(
    string Name, long Input, long Width, long Output, long Stride, bool Bottleneck)
{
    /// <summary>True when the shortcut needs a projection.</summary>
    public bool Downsamples => Stride != 1 || Input != Output;
}
