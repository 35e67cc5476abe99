namespace ImageSearch.Sources;

/// <summary>Which pictures of a folder are listed.</summary>
/// <remarks>
/// A pattern is compared without regard to case. <c>*</c> stands for any characters of one name, <c>?</c> for one
/// character, <c>**</c> for any number of folders; all other characters stand for themselves. A pattern with a slash
/// inside begins at the source's folder (<c>2024/**/*.jpg</c>); one without is looked for at any depth (<c>*.jpg</c>).
/// </remarks>
public sealed class FolderSourceOptions
{
    /// <summary>The folder, absolute or relative to the working folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Patterns of files to list; default: the names of picture files.</summary>
    public IReadOnlyList<string> Include { get; init; } =
    [
        "*.jpg", "*.jpeg", "*.jpe", "*.jfif", "*.png", "*.webp", "*.gif", "*.tif", "*.tiff", "*.avif", "*.heic",
        "*.heif", "*.bmp",
    ];

    /// <summary>Patterns of files and folders to leave out, even where <see cref="Include"/> names them. A folder is
    /// left out with everything in it.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Lists hidden files and folders as well; default false. Folders that systems keep for themselves, such
    /// as <c>@eaDir</c>, <c>node_modules</c> and <c>.git</c>, stay out.</summary>
    public bool IncludeHidden { get; init; }
}
