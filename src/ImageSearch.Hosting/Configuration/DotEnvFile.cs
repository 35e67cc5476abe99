namespace ImageSearch.Hosting.Configuration;

/// <summary>Reads a <c>.env</c> file: <c>KEY=VALUE</c> a line, <c>#</c> comments, values perhaps in quotes.</summary>
public static class DotEnvFile
{
    /// <summary>The file's name; it is looked for in the current directory.</summary>
    public const string FileName = ".env";

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is, if it is.</param>
    /// <returns>The variables in order; empty when there is no such file.</returns>
    /// <exception cref="SettingsException">A line is not <c>KEY=VALUE</c>; the message names file and line.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        List<KeyValuePair<string, string>> variables = [];
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                variables.Add(ParseLine(line) ?? throw new SettingsException(
                    $"'{path}', line {i + 1}: KEY=VALUE was expected. Correct it, or begin the line with #."));
            }
        }

        return variables;
    }

    private static KeyValuePair<string, string>? ParseLine(string line)
    {
        const string Export = "export ";
        string rest = line.StartsWith(Export, StringComparison.Ordinal) ? line[Export.Length..].TrimStart() : line;
        int equals = rest.IndexOf('=', StringComparison.Ordinal);
        string key = equals > 0 ? rest[..equals].TrimEnd() : "";
        if (key.Length == 0 || key.Any(char.IsWhiteSpace))
        {
            return null;
        }

        string? value = ParseValue(rest[(equals + 1)..].TrimStart());
        return value is null ? null : new(key, value);
    }

    private static string? ParseValue(string text)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\''))
        {
            int comment = text.IndexOf(" #", StringComparison.Ordinal);
            return (comment >= 0 ? text[..comment] : text).TrimEnd();
        }

        int end = text.IndexOf(text[0], 1);
        string after = end < 0 ? "" : text[(end + 1)..].TrimStart();
        return end < 0 || (after.Length > 0 && after[0] != '#') ? null : text[1..end];
    }
}
