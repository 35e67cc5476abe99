using System.Globalization;
using ImageSearch.Searching;

namespace ImageSearch.Cli.Output;

/// <summary>One record a hit: query, model, rank, path, similarity. Warnings go to stderr.</summary>
internal sealed class CsvSearchWriter(Terminal terminal) : ISearchWriter
{
    private bool _hasHeader;

    /// <inheritdoc/>
    public void Write(SearchAnswer answer)
    {
        if (!_hasHeader)
        {
            _hasHeader = true;
            Csv.WriteRecord(terminal.Out, "query", "model", "rank", "path", "similarity");
        }

        foreach (ModelHits model in answer.Models)
        {
            if (model.Warning is not null)
            {
                terminal.Note($"{model.Model}: {model.Warning}");
            }

            foreach (SearchHit hit in model.Hits)
            {
                Csv.WriteRecord(
                    terminal.Out,
                    answer.Query,
                    model.Model,
                    hit.Rank.ToString(CultureInfo.InvariantCulture),
                    hit.Path,
                    hit.Similarity.ToString("R", CultureInfo.InvariantCulture));
            }
        }
    }
}
