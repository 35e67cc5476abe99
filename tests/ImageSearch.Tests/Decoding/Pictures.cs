using NetVips;

namespace ImageSearch.Tests.Decoding;

/// <summary>Draws the files that the decoder's tests read.</summary>
internal static class Pictures
{
    /// <summary>A smooth colour picture without symmetry: red grows to the right, green grows downwards.</summary>
    public static Image Gradient(int width, int height)
    {
        using Image xy = Image.Xyz(width, height);
        using Image red = xy[0] * (255.0 / Math.Max(1, width - 1));
        using Image green = xy[1] * (255.0 / Math.Max(1, height - 1));
        using Image blue = (red * 0) + 64;
        using Image joined = red.Bandjoin(green, blue);
        using Image bytes = joined.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>The gradient as a file; <paramref name="suffix"/> is libvips', such as <c>.jpg[Q=95]</c>.</summary>
    public static byte[] Encode(int width, int height, string suffix)
    {
        using Image image = Gradient(width, height);
        return image.WriteToBuffer(suffix);
    }

    /// <summary>A photo-like JPEG with noise, which does not compress to nothing.</summary>
    public static Image Noise(int width, int height, int seed)
    {
        using Image noise = Image.Gaussnoise(width, height, sigma: 40, mean: 0, seed: seed);
        using Image gradient = Gradient(width, height);
        using Image sum = gradient + noise;
        using Image bytes = sum.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>A BMP file, 24 bits a pixel; rows from the bottom are the rule, from the top the exception.</summary>
    public static byte[] Bmp(
        int width, int height, Func<int, int, (byte R, byte G, byte B)> pixel, bool fromTop = false)
    {
        int stride = (width * 3 + 3) / 4 * 4;
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("BM"u8);
        writer.Write(54 + stride * height);
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(width);
        writer.Write(fromTop ? -height : height);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        for (int line = 0; line < height; line++)
        {
            int y = fromTop ? line : height - 1 - line;
            byte[] row = new byte[stride];
            for (int x = 0; x < width; x++)
            {
                (row[x * 3 + 2], row[x * 3 + 1], row[x * 3]) = pixel(x, y);
            }

            writer.Write(row);
        }

        return stream.ToArray();
    }
}
