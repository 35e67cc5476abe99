namespace ImageSearch.Cli.Output;

/// <summary>Writes comma-separated values as RFC 4180 defines them.</summary>
internal static class Csv
{
    /// <summary>Writes one record, ended by CR LF.</summary>
    public static void WriteRecord(TextWriter writer, params string[] fields) =>
        writer.Write(string.Join(',', fields.Select(Quote)) + "\r\n");

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field;
}
