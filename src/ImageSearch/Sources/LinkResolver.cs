namespace ImageSearch.Sources;

/// <summary>Finds the real place behind symbolic links.</summary>
internal static class LinkResolver
{
    // Linux itself gives up after 40 links (path_resolution(7)).
    private const int MostLinks = 40;

    /// <summary>Returns the absolute path without any link in it.</summary>
    /// <exception cref="IOException">A link leads nowhere, or in a circle.</exception>
    public static string RealPath(string path)
    {
        for (int links = 0; links <= MostLinks; links++)
        {
            string? next = ReplaceFirstLink(path);
            if (next is null)
            {
                return path;
            }

            path = next;
        }

        throw new IOException($"More than {MostLinks} links, one after the other.");
    }

    // Null when no part of the path is a link.
    private static string? ReplaceFirstLink(string path)
    {
        string root = Path.GetPathRoot(path) ?? "";
        string prefix = root;
        string[] names = path[root.Length..].Split(
            Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < names.Length; i++)
        {
            string current = Path.Combine(prefix, names[i]);
            string? target = new FileInfo(current).LinkTarget;
            if (target is not null)
            {
                return Path.GetFullPath(Path.Combine([prefix, target, .. names[(i + 1)..]]));
            }

            prefix = current;
        }

        return null;
    }
}
