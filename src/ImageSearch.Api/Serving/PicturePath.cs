using ImageSearch.Indexing;

namespace ImageSearch.Api.Serving;

/// <summary>What clients learn of where a picture lies: never more than the part below its source.</summary>
internal static class PicturePath
{
    /// <summary>The path below the item's root, with forward slashes.</summary>
    public static string Relative(LibraryItem item)
    {
        string root = item.Root.TrimEnd('/', '\\');
        bool isBelow = item.Path.Length > root.Length + 1
            && item.Path.StartsWith(root, StringComparison.Ordinal)
            && item.Path[root.Length] is '/' or '\\';
        string relative = isBelow ? item.Path[(root.Length + 1)..] : Name(item);
        return Path.DirectorySeparatorChar == '\\' ? relative.Replace('\\', '/') : relative;
    }

    /// <summary>The file name.</summary>
    public static string Name(LibraryItem item) =>
        item.Path[(item.Path.LastIndexOf(Path.DirectorySeparatorChar == '\\' ? '\\' : '/') + 1)..];
}
