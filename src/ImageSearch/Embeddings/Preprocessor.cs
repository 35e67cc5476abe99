using System.Buffers;
using ImageSearch.Decoding;

namespace ImageSearch.Embeddings;

/// <summary>Turns a picture into the vision tower's input, as Pillow and torchvision do. Thread-safe.</summary>
public sealed class Preprocessor
{
    private const int Channels = 3;
    private readonly PreprocessorRule _rule;
    private readonly float[][] _normalized; // [channel][sample]

    /// <summary>Prepares the tables of a rule.</summary>
    /// <exception cref="ArgumentException">
    /// The size is not positive, or mean and std are not three usable numbers.
    /// </exception>
    public Preprocessor(PreprocessorRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Size is < 1 or > 4096 || rule.Mean.Count != Channels || rule.Std.Count != Channels
            || !rule.Mean.All(float.IsFinite) || !rule.Std.All(s => float.IsFinite(s) && s > 0))
        {
            throw new ArgumentException(
                "A preprocessor needs a size from 1 to 4,096, three finite means and three positive stds.",
                nameof(rule));
        }

        _rule = rule;
        _normalized = Enumerable.Range(0, Channels).Select(c => Normalize(rule.Mean[c], rule.Std[c])).ToArray();
    }

    /// <summary>Length of a picture's tensor: <c>3 · size · size</c>.</summary>
    public int TensorLength => Channels * _rule.Size * _rule.Size;

    /// <summary>Resizes by the rule, then scales each channel to <c>(v / 255 − mean) / std</c>.</summary>
    /// <param name="image">A picture of any shape.</param>
    /// <param name="destination">Shape [3, S, S]; exactly <see cref="TensorLength"/> long.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public void Process(PixelImage image, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (destination.Length != TensorLength)
        {
            throw new ArgumentException(
                $"{TensorLength} floats expected, {destination.Length} given.", nameof(destination));
        }

        byte[] pixels = ArrayPool<byte>.Shared.Rent(TensorLength);
        try
        {
            Span<byte> resized = pixels.AsSpan(0, TensorLength);
            ResizeByRule(image, resized);
            int plane = _rule.Size * _rule.Size;
            for (int c = 0; c < Channels; c++)
            {
                float[] table = _normalized[c];
                Span<float> channel = destination.Slice(c * plane, plane);
                for (int i = 0, p = c; i < channel.Length; i++, p += Channels)
                {
                    channel[i] = table[resized[p]];
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <summary>Resizes by the rule: what the model sees, before mean and std.</summary>
    /// <returns>A square of the rule's size.</returns>
    public PixelImage Resize(PixelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] pixels = new byte[TensorLength];
        ResizeByRule(image, pixels);
        return new PixelImage(_rule.Size, _rule.Size, pixels);
    }

    /// <summary>Resizes to a width and a height, whatever the shape, equal to Pillow's <c>Image.resize</c>.</summary>
    /// <returns>A new picture; the same pixels when the size is already right.</returns>
    public static PixelImage Resize(PixelImage image, int width, int height, Interpolation interpolation)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        byte[] pixels = new byte[checked(width * height * Channels)];
        Resampler.Resize(image, (width, height), new(0, 0, width, height), interpolation, pixels);
        return new PixelImage(width, height, pixels);
    }

    private void ResizeByRule(PixelImage image, Span<byte> destination)
    {
        int size = _rule.Size;
        (int width, int height) = (size, size);
        if (_rule.Resize == ResizeRule.CentreCrop)
        {
            // torchvision's Resize(size): the long side is int(size * long / short), rounded down.
            int shortSide = Math.Min(image.Width, image.Height);
            width = (int)((double)((long)size * image.Width) / shortSide);
            height = (int)((double)((long)size * image.Height) / shortSide);
        }

        // torchvision's CenterCrop: int(round((h - size) / 2.0)), and Python rounds halves to the even number.
        int left = (int)Math.Round((width - size) / 2.0, MidpointRounding.ToEven);
        int top = (int)Math.Round((height - size) / 2.0, MidpointRounding.ToEven);
        Resampler.Resize(
            image, (width, height), new(left, top, size, size), _rule.Interpolation, destination);
    }

    /// <summary>The float32 steps of torchvision's ToTensor and Normalize for each 8-bit sample.</summary>
    private static float[] Normalize(float mean, float std)
    {
        float[] table = new float[256];
        for (int v = 0; v < table.Length; v++)
        {
            table[v] = (v / 255f - mean) / std;
        }

        return table;
    }
}
