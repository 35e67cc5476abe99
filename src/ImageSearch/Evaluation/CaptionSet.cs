using System.Text.Json;

namespace ImageSearch.Evaluation;

/// <summary>Reads <c>captions.jsonl</c>: one line a picture,
/// <c>{"file": "relative/path.jpg", "split": "train|val|test", "captions": ["…", …]}</c>.
/// An optional <c>"dataset"</c> is kept; any other field is ignored.</summary>
public static class CaptionSet
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads all pictures of a set.</summary>
    /// <param name="file">The captions file, UTF-8; a byte order mark and blank lines are passed over.</param>
    /// <returns>The pictures in the file's order; empty when it has no line.</returns>
    /// <exception cref="CaptionSetException">The file cannot be read, a line is broken, a path leaves the file's
    /// folder, or a picture is listed twice.</exception>
    public static IReadOnlyList<CaptionedImage> Load(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        ReadOnlySpan<byte> rest = ReadAll(file);
        if (rest.StartsWith("\uFEFF"u8))
        {
            rest = rest[3..];
        }

        List<CaptionedImage> images = [];
        Dictionary<string, int> lineOf = new(StringComparer.Ordinal);
        for (int line = 1; !rest.IsEmpty; line++)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (text.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            CaptionedImage image = Parse(text, folder, file, line);
            if (!lineOf.TryAdd(image.FullPath, line))
            {
                throw new CaptionSetException(
                    file, line, $"'{image.File}' is listed already in line {lineOf[image.FullPath]}.");
            }

            images.Add(image);
        }

        return images;
    }

    private static byte[] ReadAll(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaptionSetException(file, 0, $"the captions cannot be read: {e.Message}", e);
        }
    }

    private static CaptionedImage Parse(ReadOnlySpan<byte> text, string folder, string file, int line)
    {
        Line? parsed;
        try
        {
            parsed = JsonSerializer.Deserialize<Line>(text, Json);
        }
        catch (JsonException e)
        {
            throw new CaptionSetException(file, line, $"not a caption line: {e.Message}", e);
        }

        string? problem = parsed switch
        {
            null => "an object is expected, not null.",
            { File: null or "" } => "\"file\" is missing.",
            { Split: not ("train" or "val" or "test") } =>
                $"\"split\" must be train, val or test, not '{parsed.Split}'.",
            { Captions: null or [] } => "\"captions\" needs at least one sentence.",
            _ when parsed.Captions.Any(string.IsNullOrWhiteSpace) => "a caption is blank.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new CaptionSetException(file, line, problem);
        }

        string fullPath = Resolve(folder, parsed!.File!)
            ?? throw new CaptionSetException(
                file, line, $"\"file\" must be a relative path that stays in '{folder}', not '{parsed.File}'.");
        return new CaptionedImage(parsed.File!, parsed.Split!, parsed.Captions!, parsed.Dataset)
        {
            FullPath = fullPath,
        };
    }

    /// <summary>The absolute path, or null when it does not lie below the folder.</summary>
    private static string? Resolve(string folder, string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(path))
        {
            return null;
        }

        string full = Path.GetFullPath(path, folder);
        string prefix = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return full.Length > prefix.Length && full.StartsWith(prefix, StringComparison.Ordinal) ? full : null;
    }

    private sealed record Line(string? File, string? Split, string[]? Captions, string? Dataset);
}
