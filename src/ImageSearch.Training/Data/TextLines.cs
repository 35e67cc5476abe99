using System.IO.Compression;

namespace ImageSearch.Training.Data;

/// <summary>Reads text files a line at a time, packed with gzip or not.</summary>
internal static class TextLines
{
    /// <summary>The lines of a file; one whose name ends in <c>.gz</c> is unpacked.</summary>
    public static IEnumerable<string> Read(string file)
    {
        using Stream raw = File.OpenRead(file);
        using Stream stream = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(raw, CompressionMode.Decompress)
            : raw;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }
}
