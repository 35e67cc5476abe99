using System.Buffers.Binary;

namespace ImageSearch.Decoding;

/// <summary>Tells the format of a file by its first bytes; the name of a file proves nothing.</summary>
internal static class FormatSniffer
{
    /// <summary>Returns the format, or <see cref="ImageFormat.Unknown"/> for everything that is not decoded.</summary>
    public static ImageFormat Sniff(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return ImageFormat.Jpeg;
        }

        if (data.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
        {
            return ImageFormat.Png;
        }

        if (data.Length >= 12 && data.StartsWith("RIFF"u8) && data[8..].StartsWith("WEBP"u8))
        {
            return ImageFormat.Webp;
        }

        if (data.StartsWith("GIF87a"u8) || data.StartsWith("GIF89a"u8))
        {
            return ImageFormat.Gif;
        }

        return IsTiff(data) ? ImageFormat.Tiff : IsBmp(data) ? ImageFormat.Bmp : SniffHeif(data);
    }

    /// <summary>Says what a refused file looks like, for the reason that people read.</summary>
    public static string Describe(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return "the file is empty (0 bytes)";
        }

        ReadOnlySpan<byte> start = data[..Math.Min(data.Length, 1024)];
        if (start.IndexOf("<svg"u8) >= 0)
        {
            return "it is an SVG drawing, which is not supported";
        }

        if (start.StartsWith("%PDF"u8))
        {
            return "it is a PDF document, which is not supported";
        }

        return "it is not a JPEG, PNG, WebP, GIF, TIFF, AVIF, HEIF or BMP file, whatever its name says";
    }

    /// <summary>True when a JPEG file has its end marker behind the start of its data. A file whose end was never
    /// written, or was filled with zeros, decodes without an error otherwise: zeros are valid data.</summary>
    public static bool JpegEnds(ReadOnlySpan<byte> data)
    {
        // Segments (ISO 10918-1, B.1.1.4), up to the first scan; thumbnails with ends of their own are inside them.
        int at = 2;
        while (at + 4 <= data.Length && data[at] == 0xFF && data[at + 1] != 0xDA)
        {
            at += data[at + 1] == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
        }

        return at < data.Length && data[at..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
    }

    // "II" or "MM", then 42, or 43 for BigTIFF, in that byte order.
    private static bool IsTiff(ReadOnlySpan<byte> data) => data.Length >= 8 &&
        ((data.StartsWith("II"u8) && data[2] is 42 or 43 && data[3] == 0) ||
         (data.StartsWith("MM"u8) && data[2] == 0 && data[3] is 42 or 43));

    // "BM" alone begins many texts, so the size of the info header must be one of those that exist as well.
    private static bool IsBmp(ReadOnlySpan<byte> data) => data.Length >= 26 && data.StartsWith("BM"u8) &&
        BinaryPrimitives.ReadUInt32LittleEndian(data[14..]) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;

    // ISO 14496-12: a box `ftyp` with a major brand and compatible brands. `mif1` and `msf1` are common to AVIF and
    // HEIC, and then the compatible brands decide.
    private static ImageFormat SniffHeif(ReadOnlySpan<byte> data)
    {
        if (data.Length < 16 || !data[4..].StartsWith("ftyp"u8))
        {
            return ImageFormat.Unknown;
        }

        uint size = BinaryPrimitives.ReadUInt32BigEndian(data);
        int end = (int)Math.Min(Math.Min(size, (uint)data.Length), 512);
        ImageFormat found = ImageFormat.Unknown;
        for (int i = 8; i + 4 <= end; i += 4)
        {
            ReadOnlySpan<byte> brand = data.Slice(i, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            {
                return ImageFormat.Avif;
            }

            bool isHeic = brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) ||
                brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);
            found = isHeic && i != 12 ? ImageFormat.Heic : found;
        }

        return found;
    }
}
