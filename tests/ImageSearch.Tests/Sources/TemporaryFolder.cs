namespace ImageSearch.Tests.Sources;

/// <summary>A folder that is gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imagesearch-");

    public string Path => _folder.FullName;

    /// <summary>Writes a file and the folders above it.</summary>
    public string Write(string relativePath, byte[]? content = null)
    {
        string path = System.IO.Path.Combine(Path, relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content ?? [1, 2, 3]);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
