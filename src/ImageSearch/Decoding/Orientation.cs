using System.Runtime.InteropServices;

namespace ImageSearch.Decoding;

/// <summary>Turns pixels upright by the EXIF tag Orientation (EXIF 2.32, 4.6.4, tag 0x0112).</summary>
internal static class Orientation
{
    /// <summary>True where width and height change places: 5 to 8.</summary>
    public static bool Swaps(int orientation) => orientation is >= 5 and <= 8;

    /// <summary>Copies pixels so that they are upright.</summary>
    /// <param name="source">Stored pixels, shape [height, width, 3].</param>
    /// <param name="width">Stored pixels a row.</param>
    /// <param name="height">Stored rows.</param>
    /// <param name="orientation">1 to 8; everything else counts as 1, upright.</param>
    public static PixelImage Apply(ReadOnlySpan<byte> source, int width, int height, int orientation)
    {
        byte[] target = GC.AllocateUninitializedArray<byte>(checked(width * height * 3));
        if (orientation is < 2 or > 8)
        {
            source.CopyTo(target);
            return new PixelImage(width, height, target);
        }

        ReadOnlySpan<Rgb> from = MemoryMarshal.Cast<byte, Rgb>(source);
        Span<Rgb> to = MemoryMarshal.Cast<byte, Rgb>(target.AsSpan());
        (int start, int step, int rowStep) = Walk(width, height, orientation);
        int next = 0;
        int rows = Swaps(orientation) ? width : height;
        int columns = Swaps(orientation) ? height : width;
        for (int y = 0; y < rows; y++)
        {
            int at = start + y * rowStep;
            for (int x = 0; x < columns; x++, at += step)
            {
                to[next++] = from[at];
            }
        }

        return new PixelImage(columns, rows, target);
    }

    // The stored index of the upright picture's first pixel, and the steps to the pixel on its right and to the one
    // below it.
    private static (int Start, int Step, int RowStep) Walk(int width, int height, int orientation)
    {
        int lastColumn = width - 1;
        int lastRow = (height - 1) * width;
        return orientation switch
        {
            2 => (lastColumn, -1, width),
            3 => (lastRow + lastColumn, -1, -width),
            4 => (lastRow, 1, -width),
            5 => (0, width, 1),
            6 => (lastRow, -width, 1),
            7 => (lastRow + lastColumn, -width, -1),
            _ => (lastColumn, width, -1),
        };
    }

    private readonly record struct Rgb(byte R, byte G, byte B);
}
