using System.Globalization;
using System.Text;
using ImageSearch.Client;
using ImageSearch.Web.State;

namespace ImageSearch.Web.Export;

/// <summary>Writes results as comma-separated values (RFC 4180) that a spreadsheet opens safely.</summary>
public static class ResultCsv
{
    /// <summary>One record a hit, by model and rank, after a record of names.</summary>
    /// <param name="state">The search.</param>
    /// <param name="columns">What is shown.</param>
    public static string Write(SearchState state, IReadOnlyList<ModelResult> columns)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(columns);
        StringBuilder text = new();
        AddRecord(text, ["query", "not", "similar_to", "model", "rank", "id", "name", "path", "similarity", "width",
            "height"]);
        string similar = state.Similar?.ToString(CultureInfo.InvariantCulture) ?? "";
        foreach ((ModelResult column, Hit hit) in columns.SelectMany(c => c.Hits.Select(h => (c, h))))
        {
            AddRecord(text, [
                Words(state.Query), Words(state.Not), similar, Words(column.Model), Number(hit.Rank), Number(hit.Id),
                Words(hit.Name), Words(hit.Path), hit.Similarity.ToString("R", CultureInfo.InvariantCulture),
                Number(hit.Width), Number(hit.Height)]);
        }

        return text.ToString();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    // A spreadsheet takes words that begin so for a formula, and runs it; an apostrophe makes them words again.
    private static string Words(string? value) =>
        value is { Length: > 0 } && value.AsSpan().TrimStart() is var start
        && (value[0] is '\t' or '\r' or '\n' || (start.Length > 0 && start[0] is '=' or '+' or '-' or '@'))
            ? $"'{value}"
            : value ?? "";

    private static void AddRecord(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Quote)).Append("\r\n");

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field;
}
