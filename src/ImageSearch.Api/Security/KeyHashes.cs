namespace ImageSearch.Api.Security;

/// <summary>Reads the hashes of the API keys.</summary>
internal static class KeyHashes
{
    private const int HexLength = 64;

    /// <summary>Reads the hashes of both options, which must have no problem.</summary>
    /// <returns>32 bytes each.</returns>
    public static IReadOnlyList<byte[]> Read(ApiOptions options) =>
        [.. Parse(options.KeyHashes).Concat(ReadFile(options.KeyHashesFile)).Select(Convert.FromHexString)];

    /// <returns>What is wrong, and what to do; null when all is well.</returns>
    public static string? FindProblem(string hashes) => FindWrong(Parse(hashes));

    /// <returns>What is wrong, and what to do; null when all is well.</returns>
    public static string? FindProblemOfFile(string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        try
        {
            IReadOnlyList<string> hashes = ReadFile(path);
            return hashes.Count == 0
                ? $"'{path}' names no key, so that everyone would be let in. Add a hash (imagesearch api-key)."
                : FindWrong(hashes) is { } wrong ? $"'{path}': {wrong}" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' cannot be read: {e.Message}";
        }
    }

    // What is wrong is not shown: it may be the key itself, and this message goes to logs.
    private static string? FindWrong(IReadOnlyList<string> hashes)
    {
        int wrong = hashes.TakeWhile(IsHash).Count();
        return wrong == hashes.Count
            ? null
            : $"entry {wrong + 1} is no SHA-256 of {HexLength} hexadecimal digits. Make a key and its hash with "
              + "imagesearch api-key.";
    }

    private static bool IsHash(string text) => text.Length == HexLength && text.All(char.IsAsciiHexDigit);

    private static string[] Parse(string hashes) =>
        hashes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IReadOnlyList<string> ReadFile(string path) => path.Length == 0
        ? []
        : [.. File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
}
