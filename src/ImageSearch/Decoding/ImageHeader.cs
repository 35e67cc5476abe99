namespace ImageSearch.Decoding;

/// <summary>What a picture says about itself before its pixels are decoded.</summary>
/// <param name="Width">Pixels a row once the picture is upright.</param>
/// <param name="Height">Rows once the picture is upright.</param>
/// <param name="Format">One of <c>jpeg png webp gif tiff avif heic bmp</c>, from the bytes, not the name.</param>
public sealed record ImageHeader(int Width, int Height, string Format);
