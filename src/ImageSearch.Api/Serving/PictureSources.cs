using System.Globalization;

namespace ImageSearch.Api.Serving;

/// <summary>The sources that clients may name, and their names: the last part of the address, with a number where two
/// are alike. Addresses themselves stay inside.</summary>
/// <param name="configured">Folders that may be indexed, as configured.</param>
internal sealed class PictureSources(IEnumerable<string> configured)
{
    // Configured ones come first: an index job only adds roots, and the names given so far stay as they are.
    private readonly string[] _configured = [.. configured.Select(Normalize).Distinct(StringComparer.Ordinal)];

    /// <summary>The sources that the options name.</summary>
    public static PictureSources From(ApiOptions options) => new(options.Sources.Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>All sources: those that are configured, then the others that the library has.</summary>
    /// <param name="roots"><see cref="Indexing.Library.Roots"/>.</param>
    public IReadOnlyList<PictureSource> List(IReadOnlyList<string> roots)
    {
        HashSet<string> indexed = [.. roots];
        HashSet<string> taken = [];
        return [.. _configured.Union(roots).Select(root =>
            new PictureSource(GiveName(LastPart(root), taken), root, indexed.Contains(root)))];
    }

    private static string GiveName(string name, HashSet<string> taken)
    {
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return free;
    }

    private static string LastPart(string root) =>
        root.TrimEnd('/', '\\').Split('/', '\\')[^1] is { Length: > 0 } name ? name : "root";

    // As FolderSource spells its root, so that a folder is known again once it is indexed.
    private static string Normalize(string folder) => folder.Contains("://", StringComparison.Ordinal)
        ? folder
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
