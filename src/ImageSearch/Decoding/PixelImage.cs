namespace ImageSearch.Decoding;

/// <summary>An upright picture: 8-bit sRGB, interleaved R G B, rows from the top, no alpha.</summary>
public sealed class PixelImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Pixels a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="rgb">Exactly <c>width · height · 3</c> bytes.</param>
    /// <exception cref="ArgumentException">The length does not fit the shape.</exception>
    public PixelImage(int width, int height, byte[] rgb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(rgb);
        if (rgb.Length != (long)width * height * 3)
        {
            throw new ArgumentException($"{width} × {height} × 3 bytes expected, {rgb.Length} given.", nameof(rgb));
        }

        Width = width;
        Height = height;
        Rgb = rgb;
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>The samples, shape [Height, Width, 3].</summary>
    public byte[] Rgb { get; }
}
