namespace ImageSearch.Cli.Configuration;

/// <summary>Folders of the person who runs the tool.</summary>
internal static class UserFolder
{
    /// <summary>The tool's folder: <c>$XDG_DATA_HOME/imagesearch</c>, or <c>~/.local/share/imagesearch</c>.</summary>
    /// <exception cref="UsageException">The user has no home folder.</exception>
    public static string Data
    {
        get
        {
            string folder = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return folder.Length > 0
                ? Path.Combine(folder, "imagesearch")
                : throw new UsageException(
                    "This user has no data folder: neither HOME nor XDG_DATA_HOME is set. Set one, or give --library.");
        }
    }

    /// <summary>What may be deleted at any time: <c>$XDG_CACHE_HOME</c>, or <c>~/.cache</c>.</summary>
    public static string Cache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } folder
        ? folder
        : Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
            ".cache");
}
