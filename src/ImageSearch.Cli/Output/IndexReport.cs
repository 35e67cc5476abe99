using System.Globalization;
using ImageSearch.Indexing;

namespace ImageSearch.Cli.Output;

/// <summary>What indexing did, for people and for programs.</summary>
/// <param name="library">The library's folder.</param>
/// <param name="models">Names of the models.</param>
/// <param name="summaries">One a source.</param>
internal sealed class IndexReport(string library, IReadOnlyList<string> models, IReadOnlyList<IndexSummary> summaries)
{
    private const int MostReasons = 20;

    private readonly IReadOnlyList<ItemOutcome> _skipped = [.. summaries.SelectMany(summary => summary.Skipped)];
    private readonly IReadOnlyList<ReasonJson> _problems =
        [.. summaries.SelectMany(summary => summary.Problems).Select(p => new ReasonJson(p.Path, p.Reason))];

    /// <summary>True when no picture was skipped and every folder could be read.</summary>
    public bool IsComplete => _skipped.Count == 0 && _problems.Count == 0;

    /// <summary>Writes the report: JSON on stdout, or lines for people on stderr.</summary>
    public void Write(Terminal terminal, bool json)
    {
        if (json)
        {
            terminal.WriteJson(ToJson(), JsonDocuments.Readable.IndexJson);
        }

        WriteReasons(terminal, "Skipped", [.. _skipped.Select(s => new ReasonJson(s.Path, s.Reason ?? ""))]);
        WriteReasons(terminal, "Not readable", _problems);
        IndexJson sum = ToJson();
        terminal.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"Indexed {sum.Indexed:#,0}, unchanged {sum.Unchanged:#,0}, moved {sum.Moved:#,0}, "
            + $"removed {sum.Removed:#,0}, skipped {_skipped.Count:#,0}; "
            + $"{ProgressReport.Describe(TimeSpan.FromSeconds(sum.Seconds))}."));
        terminal.Note($"Library: {library}");
    }

    private static void WriteReasons(Terminal terminal, string title, IReadOnlyList<ReasonJson> reasons)
    {
        foreach (ReasonJson reason in reasons.Take(MostReasons))
        {
            terminal.Note($"{title}: {SafeText.Neutralise(reason.Path)}: {SafeText.Neutralise(reason.Reason)}");
        }

        if (reasons.Count > MostReasons)
        {
            terminal.Note($"{title}: and {reasons.Count - MostReasons} more; --json lists all.");
        }
    }

    private IndexJson ToJson() => new(
        library,
        models,
        summaries.Sum(summary => summary.Indexed),
        summaries.Sum(summary => summary.Unchanged),
        summaries.Sum(summary => summary.Moved),
        summaries.Sum(summary => summary.Removed),
        [.. _skipped.Select(item => new ReasonJson(item.Path, item.Reason ?? ""))],
        _problems,
        Math.Round(summaries.Sum(summary => summary.Elapsed.TotalSeconds), 3));
}
