using System.Buffers.Binary;
using System.Text;
using NetVips;

namespace ImageSearch.Tests.Decoding;

/// <summary>Files that want a decoder to crash, to fill the memory, or to show half a picture.</summary>
internal static class HostileFiles
{
    /// <summary>Files that must be refused, by name.</summary>
    public static IEnumerable<(string Name, byte[] Data)> Refused()
    {
        yield return ("empty.jpg", []);
        yield return ("one byte.jpg", [0xFF]);
        yield return ("text.jpg", Encoding.UTF8.GetBytes("Dear diary, this is not a picture.\n"));
        yield return ("drawing.png", "<?xml version='1.0'?><svg width='9' height='9'/>"u8.ToArray());
        yield return ("paper.jpg", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"u8.ToArray());
        yield return ("page.webp", "<!DOCTYPE html><html><body>404</body></html>"u8.ToArray());
        yield return ("program.gif", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        yield return ("bomb.png", PngBomb());
        yield return ("huge canvas.gif", Gif(65_535, 65_535, frames: 2));
        yield return ("huge header.jpg", HugeJpeg());
        yield return ("huge header.bmp", Bmp(1_000_000, 1_000_000));
        yield return ("huge header.webp", HugeWebp());
        yield return ("huge header.tif", HugeTiff());
        yield return ("header only.bmp", Bmp(5_000, 5_000));
        foreach ((string name, byte[] data) in Truncated())
        {
            yield return (name, data);
        }

        yield return ("zeros at the end.jpg", ZeroSecondHalf(Noise(".jpg[Q=85]")));
        yield return ("zeros at the end.png", ZeroSecondHalf(Noise(".png")));
    }

    /// <summary>Strange files that hold a whole picture all the same.</summary>
    public static IEnumerable<(string Name, byte[] Data)> Readable()
    {
        yield return ("a png.jpg", Noise(".png"));
        yield return ("a jpeg.png", Noise(".jpg"));
        yield return ("a webp.gif", Noise(".webp"));
        yield return ("100,000 frames.gif", Gif(4, 4, frames: 100_000));
        byte[] jpeg = Noise(".jpg");
        yield return ("broken exif.jpg", InsertApp1(jpeg, [.. "Exif\0\0"u8, .. "MM\0*\0\0\0"u8, 255, 255, 255, 255]));
        yield return ("exif of nothing.jpg", InsertApp1(jpeg, "Exif\0\0"u8.ToArray()));
        yield return ("exif in a circle.jpg", InsertApp1(jpeg, CircularExif()));
        yield return ("junk after the end.jpg", [.. jpeg, .. new byte[5000], 0xFF, 0xDA, 0, 0]);
        using Image large = Image.Black(9_000, 9_000, bands: 3);
        yield return ("81 megapixels.png", large.PngsaveBuffer(compression: 1));
        yield return ("81 megapixels.jpg", large.JpegsaveBuffer(q: 50, interlace: true));
    }

    /// <summary>Each format cut at ten places.</summary>
    public static IEnumerable<(string Name, byte[] Data)> Truncated()
    {
        foreach (string suffix in (string[])[".jpg", ".jpg[interlace=true]", ".png", ".png[interlace=true]", ".webp",
            ".webp[lossless=true]", ".gif", ".tif", ".tif[compression=lzw]", ".avif"])
        {
            byte[] whole = Noise(suffix);
            for (int i = 0; i < 10; i++)
            {
                int length = i == 9 ? whole.Length - 40 : whole.Length * (2 * i + 1) / 20;
                yield return ($"cut at {length} of {whole.Length}{suffix.Split('[')[0]}", whole[..length]);
            }
        }

        byte[] bmp = Pictures.Bmp(64, 48, (x, y) => ((byte)x, (byte)y, 0));
        yield return ("cut.bmp", bmp[..(bmp.Length / 2)]);
    }

    /// <summary>A picture with noise, as a file.</summary>
    public static byte[] Noise(string suffix)
    {
        using Image noise = Pictures.Noise(160, 120, seed: 7);
        return noise.WriteToBuffer(suffix);
    }

    /// <summary>A GIF that claims a canvas, with frames of one pixel.</summary>
    public static byte[] Gif(ushort width, ushort height, int frames)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("GIF89a"u8);
        writer.Write(width);
        writer.Write(height);
        writer.Write([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
        for (int i = 0; i < frames; i++)
        {
            writer.Write([0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
        }

        writer.Write((byte)0x3B);
        return stream.ToArray();
    }

    private static byte[] PngBomb()
    {
        using Image black = Image.Black(30_000, 30_000);
        return black.PngsaveBuffer(compression: 1, filter: Enums.ForeignPngFilter.None, bitdepth: 1);
    }

    private static byte[] HugeJpeg()
    {
        byte[] file = Noise(".jpg");
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 65_500);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 65_500);
        return file;
    }

    // VP8L: a signature byte, then 14 bits of width - 1 and 14 bits of height - 1.
    private static byte[] HugeWebp()
    {
        byte[] file = Noise(".webp[lossless=true]");
        int start = file.AsSpan().IndexOf("VP8L"u8) + 9;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(start), 0x0FFF_FFFF);
        return file;
    }

    private static byte[] HugeTiff()
    {
        byte[] file = Noise(".tif");
        int directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        for (int i = 0; i < entries; i++)
        {
            Span<byte> entry = file.AsSpan(directory + 2 + i * 12, 12);
            if (BinaryPrimitives.ReadUInt16LittleEndian(entry) is 256 or 257)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 4);
                BinaryPrimitives.WriteInt32LittleEndian(entry[8..], 1_000_000);
            }
        }

        return file;
    }

    private static byte[] Bmp(int width, int height)
    {
        byte[] file = Pictures.Bmp(4, 4, (_, _) => (1, 2, 3));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        return file;
    }

    private static byte[] ZeroSecondHalf(byte[] file)
    {
        file.AsSpan(file.Length / 2).Clear();
        return file;
    }

    private static byte[] InsertApp1(byte[] jpeg, byte[] content) =>
    [
        0xFF, 0xD8, 0xFF, 0xE1, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..],
    ];

    // One entry that points to its own directory, which points to itself as the next one.
    private static byte[] CircularExif() =>
    [
        .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0,
    ];
}
