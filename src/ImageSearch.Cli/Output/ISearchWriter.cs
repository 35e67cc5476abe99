using ImageSearch.Searching;

namespace ImageSearch.Cli.Output;

/// <summary>The answer to one query.</summary>
/// <param name="Query">The words, or the name of the picture file.</param>
/// <param name="Models">One ranking a model.</param>
/// <param name="HasPages">True when the cursors of the next pages are of use.</param>
internal sealed record SearchAnswer(string Query, IReadOnlyList<ModelHits> Models, bool HasPages);

/// <summary>Writes answers on stdout: as a table, as JSON, or as CSV.</summary>
internal interface ISearchWriter
{
    /// <summary>Writes one answer.</summary>
    void Write(SearchAnswer answer);
}
