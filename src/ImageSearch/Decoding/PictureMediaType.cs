namespace ImageSearch.Decoding;

/// <summary>Names the media type of a picture file by its bytes; the name of a file proves nothing.</summary>
public static class PictureMediaType
{
    /// <summary>Bytes at a file's beginning that decide.</summary>
    public const int PrefixLength = 512;

    /// <summary>Finds the media type.</summary>
    /// <param name="prefix">The first <see cref="PrefixLength"/> bytes of the file, or all where it is shorter.</param>
    /// <returns>Such as <c>image/jpeg</c>; null for everything that cannot be indexed, drawings in SVG
    /// included.</returns>
    public static string? Find(ReadOnlySpan<byte> prefix) => FormatSniffer.Sniff(prefix) switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.Webp => "image/webp",
        ImageFormat.Gif => "image/gif",
        ImageFormat.Tiff => "image/tiff",
        ImageFormat.Avif => "image/avif",
        ImageFormat.Heic => "image/heic",
        ImageFormat.Bmp => "image/bmp",
        _ => null,
    };
}
