using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetVips;

namespace ImageSearch.Decoding;

/// <summary>Turns the bytes of a picture file into upright sRGB pixels: JPEG, PNG, WebP, GIF (first frame), TIFF (first
/// page), AVIF, HEIF and BMP. Safe to use from many threads at a time.</summary>
public sealed class ImageDecoder
{
    private readonly DecodeLimits _limits;

    /// <summary>Creates a decoder.</summary>
    /// <param name="limits">What a picture may cost; the defaults of <see cref="DecodeLimits"/> when null.</param>
    public ImageDecoder(DecodeLimits? limits = null)
    {
        _limits = limits ?? new DecodeLimits();
        VipsRuntime.Load();
    }

    /// <summary>What a picture may cost.</summary>
    public DecodeLimits Limits => _limits;

    /// <summary>Reads size and format without decoding pixels.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <exception cref="ImageDecodeException">Not one of the formats, damaged, or over the limits.</exception>
    public ImageHeader ReadHeader(ReadOnlyMemory<byte> data, string name) => Guard(data, name, () =>
    {
        ImageFormat format = CheckFile(data, name);
        byte[] bytes = AsArray(data);
        if (format == ImageFormat.Bmp)
        {
            (int width, int height) = BmpFile.ReadSize(bytes, name);
            CheckSize(width, height, name);
            return new ImageHeader(width, height, NameOf(format));
        }

        using Image image = Open(bytes, format, shrink: 1);
        CheckSize(image.Width, image.Height, name);
        bool swaps = Orientation.Swaps(ReadOrientation(image));
        return new ImageHeader(
            swaps ? image.Height : image.Width, swaps ? image.Width : image.Height, NameOf(format));
    });

    /// <summary>Decodes one picture.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="minimumSide">0 for full size. Otherwise the picture may come back smaller by a whole factor, as
    /// long as its shorter side has at least this many pixels; that saves most of the time for large ones.</param>
    /// <returns>The whole picture, alpha blended onto white. Never a part of it.</returns>
    /// <exception cref="ImageDecodeException">Not one of the formats, damaged, cut short, or over the
    /// limits.</exception>
    public PixelImage Decode(ReadOnlyMemory<byte> data, string name, int minimumSide = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumSide);
        return Guard(data, name, () =>
        {
            ImageFormat format = CheckFile(data, name);
            byte[] bytes = AsArray(data);
            using Image image = OpenChecked(bytes, format, name);
            int factor = ShrinkFactor(image.Width, image.Height, minimumSide);
            int atLoad = ShrinkAtLoad(format, factor);
            if (atLoad == 1)
            {
                return ToPixels(image, factor);
            }

            using Image smaller = Open(bytes, format, atLoad);
            return ToPixels(smaller, factor / atLoad);
        });
    }

    /// <summary>The whole factor by which <see cref="Decode"/> shrinks a picture of that size.</summary>
    internal static int ShrinkFactor(int width, int height, int minimumSide) =>
        minimumSide == 0 ? 1 : Math.Max(1, Math.Min(width, height) / minimumSide);

    private ImageFormat CheckFile(ReadOnlyMemory<byte> data, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (data.Length > _limits.MaxBytes)
        {
            throw new ImageDecodeException(
                name, $"the file has {data.Length:N0} bytes, and the limit is {_limits.MaxBytes:N0} (MaxBytes).");
        }

        ImageFormat format = FormatSniffer.Sniff(data.Span);
        switch (format)
        {
            case ImageFormat.Unknown:
                throw new ImageDecodeException(name, FormatSniffer.Describe(data.Span) + ".");
            case ImageFormat.Jpeg when !FormatSniffer.JpegEnds(data.Span):
                throw new ImageDecodeException(name, "the JPEG file has no end: it is cut short, or its end is lost.");
            case ImageFormat.Gif when data.Length >= 10:
                // libvips goes by the frames; a canvas that no screen has is a trap all the same.
                CheckSize(
                    BinaryPrimitives.ReadUInt16LittleEndian(data.Span[6..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(data.Span[8..]), name);
                break;
        }

        return format;
    }

    private Image OpenChecked(byte[] bytes, ImageFormat format, string name)
    {
        if (format == ImageFormat.Bmp)
        {
            (int width, int height) = BmpFile.ReadSize(bytes, name);
            CheckSize(width, height, name);
            return BmpFile.Open(bytes, name);
        }

        Image image = Open(bytes, format, shrink: 1);
        try
        {
            CheckSize(image.Width, image.Height, name);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private void CheckSize(int width, int height, string name)
    {
        double megapixels = width * (double)height / 1e6;
        if (megapixels > _limits.MaxMegapixels)
        {
            throw new ImageDecodeException(
                name,
                $"the picture has {width:N0} × {height:N0} pixels ({megapixels:#,0.##} megapixels), and "
                + $"the limit is {_limits.MaxMegapixels:#,0.##} megapixels (MaxMegapixels).");
        }
    }

    private static T Guard<T>(ReadOnlyMemory<byte> data, string name, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (VipsException e)
        {
            // libvips keeps one error text for all threads, so its words may be about another file: they stay inside.
            string reason = FormatSniffer.Sniff(data.Span) == ImageFormat.Heic
                ? "HEIC pictures compressed with HEVC cannot be decoded here, and others may be damaged. Save it as "
                    + "JPEG or AVIF."
                : "the file is damaged, cut short, or uses a part of its format that is not supported.";
            throw new ImageDecodeException(name, reason, e);
        }
    }

    // Error, not Truncated alone: a picture whose data fail a checksum is as wrong as one that ends early. JPEG has no
    // checksum, and there a warning is all that libjpeg says about data that end early or do not fit their tables.
    private static Image Open(byte[] data, ImageFormat format, int shrink)
    {
        const Enums.FailOn strict = Enums.FailOn.Error;
        const Enums.Access sequential = Enums.Access.Sequential;
        return format switch
        {
            ImageFormat.Jpeg => Image.JpegloadBuffer(
                data, shrink: shrink, access: sequential, failOn: Enums.FailOn.Warning),
            ImageFormat.Png => Image.PngloadBuffer(data, access: sequential, failOn: strict),
            ImageFormat.Webp => Image.WebploadBuffer(data, scale: 1.0 / shrink, access: sequential, failOn: strict),
            ImageFormat.Gif => Image.GifloadBuffer(data, access: sequential, failOn: strict),
            ImageFormat.Tiff => Image.TiffloadBuffer(data, access: sequential, failOn: strict),
            _ => Image.HeifloadBuffer(data, access: sequential, failOn: strict),
        };
    }

    // libjpeg shrinks by 2, 4 or 8 while it decodes; libwebp by any factor.
    private static int ShrinkAtLoad(ImageFormat format, int factor) => format switch
    {
        ImageFormat.Jpeg => factor >= 8 ? 8 : factor >= 4 ? 4 : factor >= 2 ? 2 : 1,
        ImageFormat.Webp => factor,
        _ => 1,
    };

    private static PixelImage ToPixels(Image image, int factor)
    {
        int orientation = ReadOrientation(image);
        if (factor == 1 && ColourConverter.IsSrgb(image))
        {
            return Write(image, orientation);
        }

        using Image colours = ColourConverter.ToSrgb(image);
        if (factor == 1)
        {
            return Write(colours, orientation);
        }

        using Image smaller = colours.Shrink(factor, factor);
        return Write(smaller, orientation);
    }

    private static unsafe PixelImage Write(Image image, int orientation)
    {
        nint pixels = image.WriteToMemory(out ulong length);
        try
        {
            ReadOnlySpan<byte> span = new((void*)pixels, checked((int)length));
            return Orientation.Apply(span, image.Width, image.Height, orientation);
        }
        finally
        {
            NetVips.NetVips.Free(pixels);
        }
    }

    private static int ReadOrientation(Image image) =>
        image.Contains("orientation") && image.Get("orientation") is int value ? value : 1;

    private static string NameOf(ImageFormat format) => format.ToString().ToLowerInvariant();

    private static byte[] AsArray(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out ArraySegment<byte> segment) && segment.Offset == 0
        && segment.Count == segment.Array!.Length
            ? segment.Array
            : data.ToArray();
}
