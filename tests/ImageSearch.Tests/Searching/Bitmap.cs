using System.Buffers.Binary;

namespace ImageSearch.Tests.Searching;

/// <summary>Picture files of one colour.</summary>
internal static class Bitmap
{
    private const int HeaderLength = 54;

    /// <summary>An uncompressed 24-bit BMP file.</summary>
    public static byte[] Of(byte r, byte g, byte b, int width = 8, int height = 8)
    {
        int stride = (width * 3 + 3) / 4 * 4;
        byte[] file = new byte[HeaderLength + stride * height];
        "BM"u8.CopyTo(file);
        int[] fields = [file.Length, 0, HeaderLength, 40, width, height, 1 | 24 << 16, 0, stride * height];
        for (int f = 0; f < fields.Length; f++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2 + 4 * f), fields[f]);
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = HeaderLength + y * stride + x * 3;
                (file[at], file[at + 1], file[at + 2]) = (b, g, r);
            }
        }

        return file;
    }
}
