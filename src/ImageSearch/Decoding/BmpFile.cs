using NetVips;
using SkiaSharp;

namespace ImageSearch.Decoding;

/// <summary>Reads BMP, which libvips cannot, through SkiaSharp.</summary>
internal static class BmpFile
{
    /// <summary>Reads the size without decoding pixels.</summary>
    /// <exception cref="ImageDecodeException">The header cannot be read.</exception>
    public static (int Width, int Height) ReadSize(byte[] data, string name)
    {
        using SKData view = SKData.CreateCopy(data);
        using SKCodec codec = Create(view, name);
        return (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>Decodes all pixels: four bands of 8-bit sRGB with alpha, not premultiplied.</summary>
    /// <exception cref="ImageDecodeException">The file is damaged or cut short.</exception>
    public static unsafe Image Open(byte[] data, string name)
    {
        using SKData view = SKData.CreateCopy(data);
        using SKCodec codec = Create(view, name);
        SKImageInfo info = new(
            codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb());
        byte[] pixels = new byte[checked(info.Width * info.Height * 4)];
        SKCodecResult result;
        fixed (byte* start = pixels)
        {
            result = codec.GetPixels(info, (nint)start);
        }

        if (result != SKCodecResult.Success)
        {
            throw Damaged(name);
        }

        using Image image = Image.NewFromMemory(pixels, info.Width, info.Height, 4, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static SKCodec Create(SKData data, string name)
    {
        SKCodec? codec = SKCodec.Create(data);
        if (codec is { EncodedFormat: SKEncodedImageFormat.Bmp })
        {
            return codec;
        }

        codec?.Dispose();
        throw Damaged(name);
    }

    private static ImageDecodeException Damaged(string name) =>
        new(name, "the BMP file is damaged, cut short, or uses a part of its format that is not supported.");
}
