namespace ImageSearch.Tests.Architecture;

/// <summary>The files of the repository that the tests run from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>ImageSearch.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Absolute path of a file or folder of the repository.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files below a folder that people wrote: build outputs and generated code are left out.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(At(folder), pattern, SearchOption.AllDirectories)
            .Where(f => !Relative(f).Split('/').Any(part => part is "bin" or "obj"))
            .Where(f => !f.EndsWith(".g.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The path as people write it: from the root, with forward slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ImageSearch.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No ImageSearch.slnx at or above '{AppContext.BaseDirectory}'.");
    }
}
