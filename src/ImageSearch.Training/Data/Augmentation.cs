using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Training.Data;

/// <summary>Random resized crop, mirror and colour changes, and the normalisation that the model expects.</summary>
internal static class Augmentation
{
    /// <summary>Smallest part of the picture's area that a crop keeps.</summary>
    /// <remarks>Captions name things anywhere in the picture: with the usual 0.08 most crops would lose them.</remarks>
    public const double MinimumArea = 0.5;

    private const double ColourStrength = 0.3;

    /// <summary>Writes a random view.</summary>
    /// <param name="source">Square pixels [side, side, 3].</param>
    /// <param name="side">Side of the source.</param>
    /// <param name="size">Side of the view.</param>
    /// <param name="mayMirror">False when the caption says left or right.</param>
    /// <param name="random">The only source of chance.</param>
    /// <param name="destination">Normalised samples, shape [size, size, 3].</param>
    public static void RandomView(
        byte[] source, int side, int size, bool mayMirror, Random random, Span<float> destination)
    {
        double area = MinimumArea + ((1 - MinimumArea) * random.NextDouble());
        double ratio = Math.Exp((random.NextDouble() - 0.5) * 2 * Math.Log(4.0 / 3));
        double width = Math.Min(side, side * Math.Sqrt(area * ratio));
        double height = Math.Min(side, side * Math.Sqrt(area / ratio));
        double left = random.NextDouble() * (side - width);
        double top = random.NextDouble() * (side - height);
        bool mirror = random.Next(2) == 1 && mayMirror;
        Crop(source, side, size, (float)left, (float)top, (float)width, (float)height, mirror, destination);
        ChangeColours(random, destination);
        Normalise(destination);
    }

    /// <summary>Writes the whole picture, resized as when serving.</summary>
    public static void WholeView(byte[] source, int side, int size, Span<float> destination)
    {
        PixelImage resized = Preprocessor.Resize(
            new PixelImage(side, side, source), size, size, Interpolation.Bicubic);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = resized.Rgb[i];
        }

        Normalise(destination);
    }

    // Bilinear sampling at pixel centres; the view is about as large as the crop, so that nothing aliases.
    private static void Crop(
        byte[] source, int side, int size, float left, float top, float width, float height, bool mirror,
        Span<float> destination)
    {
        for (int y = 0; y < size; y++)
        {
            float sy = Math.Clamp(top + ((y + 0.5f) * height / size) - 0.5f, 0, side - 1.001f);
            int y0 = (int)sy;
            float fy = sy - y0;
            for (int x = 0; x < size; x++)
            {
                float sx = Math.Clamp(left + ((x + 0.5f) * width / size) - 0.5f, 0, side - 1.001f);
                int x0 = (int)sx;
                float fx = sx - x0;
                int at = ((y0 * side) + x0) * 3, below = at + (side * 3);
                int to = ((y * size) + (mirror ? size - 1 - x : x)) * 3;
                for (int c = 0; c < 3; c++)
                {
                    float upper = source[at + c] + (fx * (source[at + 3 + c] - source[at + c]));
                    float lower = source[below + c] + (fx * (source[below + 3 + c] - source[below + c]));
                    destination[to + c] = upper + (fy * (lower - upper));
                }
            }
        }
    }

    // Brightness, contrast and saturation, each by a factor in 1 ± strength; hue stays, since captions name colours.
    private static void ChangeColours(Random random, Span<float> pixels)
    {
        float Factor() => (float)(1 + (ColourStrength * ((2 * random.NextDouble()) - 1)));
        float brightness = Factor(), contrast = Factor(), saturation = Factor();
        float sum = 0;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            sum += Grey(pixels, i);
        }

        float mean = brightness * sum / (pixels.Length / 3);
        for (int i = 0; i < pixels.Length; i += 3)
        {
            float grey = Grey(pixels, i) * brightness;
            for (int c = 0; c < 3; c++)
            {
                float value = grey + (((pixels[i + c] * brightness) - grey) * saturation);
                pixels[i + c] = Math.Clamp(mean + ((value - mean) * contrast), 0, 255);
            }
        }
    }

    private static float Grey(Span<float> pixels, int i) =>
        (0.299f * pixels[i]) + (0.587f * pixels[i + 1]) + (0.114f * pixels[i + 2]);

    private static void Normalise(Span<float> pixels)
    {
        for (int i = 0; i < pixels.Length; i += 3)
        {
            for (int c = 0; c < 3; c++)
            {
                pixels[i + c] = ((pixels[i + c] / 255f) - ImageNet.Mean[c]) / ImageNet.Std[c];
            }
        }
    }
}
