namespace ImageSearch.Web.State;

/// <summary>A picture that a person gave to search with. It stays in the page's memory.</summary>
/// <param name="Number">Names it in the address.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Preview">Address of it inside the browser.</param>
/// <param name="Bytes">The file.</param>
public sealed record QueryPicture(int Number, string Name, string Preview, byte[] Bytes)
{
    /// <summary>Most bytes, as the backend has it by default.</summary>
    public const long MaximumBytes = 20L << 20;

    private static readonly string[] Extensions =
        [".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".heif", ".avif", ".bmp"];

    /// <summary>Says why a file cannot be searched with, before it is sent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its media type as the browser knows it; may be empty.</param>
    /// <param name="size">Its length in bytes.</param>
    /// <returns>A sentence; null when it may be tried.</returns>
    public static string? FindProblem(string name, string type, long size)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        bool isPicture = type.StartsWith("image/", StringComparison.Ordinal) && type != "image/svg+xml";
        bool looksLikePicture = type.Length == 0
            && Extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        if (!isPicture && !looksLikePicture)
        {
            return $"“{name}” is not a picture that can be searched with. Choose a JPEG, PNG, WebP, GIF, TIFF, "
                + "HEIC or AVIF file.";
        }

        return size switch
        {
            0 => $"“{name}” is empty. Choose another picture.",
            > MaximumBytes => $"“{name}” has {Units.Size(size)}; a picture to search with may have "
                + $"{Units.Size(MaximumBytes)}. Choose a smaller one.",
            _ => null,
        };
    }
}
