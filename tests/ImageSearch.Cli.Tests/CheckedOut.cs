namespace ImageSearch.Cli.Tests;

/// <summary>Files of the repository that the tests were built from.</summary>
internal static class CheckedOut
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] names) => Path.Combine([Root, .. names]);

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ImageSearch.slnx")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("No repository around the tests.");
        }

        return folder;
    }
}
