using System.Globalization;
using ImageSearch.Searching;
using Spectre.Console;

namespace ImageSearch.Cli.Output;

/// <summary>A table for people: the models side by side, hits that several models found marked.</summary>
/// <param name="terminal">Where it is written.</param>
/// <param name="describe">What to show instead of a path, such as a caption; null for the path.</param>
internal sealed class TableSearchWriter(Terminal terminal, Func<string, string?>? describe = null) : ISearchWriter
{
    /// <inheritdoc/>
    public void Write(SearchAnswer answer)
    {
        IAnsiConsole console = terminal.OutConsole;
        console.MarkupLine($"[bold]{SafeText.Escape(Shorten(answer.Query))}[/]");
        foreach (ModelHits model in answer.Models.Where(model => model.Warning is not null))
        {
            terminal.Note($"{model.Model}: {model.Warning}");
        }

        int rows = answer.Models.Max(model => model.Hits.Count);
        if (rows == 0)
        {
            console.MarkupLine("Nothing was found.\n");
            return;
        }

        string folder = CommonFolder([.. answer.Models.SelectMany(model => model.Hits).Select(hit => hit.Path)]);
        console.Write(CreateTable(answer.Models, rows, folder));
        if (folder.Length > 0)
        {
            console.MarkupLine($"[dim]in {SafeText.Escape(folder)}[/]");
        }

        WriteLegend(answer.Models);
        WriteNextPages(answer);
        console.WriteLine();
    }

    private Table CreateTable(IReadOnlyList<ModelHits> models, int rows, string folder)
    {
        bool several = models.Count > 1;
        Table table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("#").RightAligned());
        foreach (ModelHits model in models)
        {
            table.AddColumn(new TableColumn("score").RightAligned().NoWrap());
            table.AddColumn(new TableColumn($"[bold]{SafeText.Escape(model.Model)}[/]"));
            if (several)
            {
                table.AddColumn(new TableColumn("also").NoWrap());
            }
        }

        for (int row = 0; row < rows; row++)
        {
            int rank = models.First(model => model.Hits.Count > row).Hits[row].Rank;
            List<string> cells = [rank.ToString(CultureInfo.InvariantCulture)];
            foreach (ModelHits model in models)
            {
                cells.AddRange(Cells(row < model.Hits.Count ? model.Hits[row] : null, model, models, folder));
            }

            table.AddRow([.. cells]);
        }

        return table;
    }

    private string[] Cells(
        SearchHit? hit, ModelHits model, IReadOnlyList<ModelHits> models, string folder)
    {
        if (hit is null)
        {
            return models.Count > 1 ? ["", "", ""] : ["", ""];
        }

        string also = string.Join(' ', models
            .Where(other => !ReferenceEquals(other, model))
            .Select(other => DescribeOther(hit, other)).Where(text => text.Length > 0));
        string score = hit.Similarity.ToString("0.000", CultureInfo.InvariantCulture);
        string path = SafeText.Escape(describe?.Invoke(hit.Path) ?? hit.Path[folder.Length..]);
        return models.Count > 1
            ? [score, also.Length > 0 ? $"[green]{path}[/]" : path, SafeText.Escape(also)]
            : [score, path];
    }

    // "vit +3": vit found it as well, three places further down. "vit =": at the same place.
    private static string DescribeOther(SearchHit hit, ModelHits other)
    {
        SearchHit? same = other.Hits.FirstOrDefault(candidate => candidate.Id == hit.Id);
        return same switch
        {
            null => "",
            _ when same.Rank == hit.Rank => $"{other.Model} =",
            _ => string.Create(CultureInfo.InvariantCulture, $"{other.Model} {same.Rank - hit.Rank:+0;-0}"),
        };
    }

    private void WriteLegend(IReadOnlyList<ModelHits> models)
    {
        foreach (SearchHit hit in models[0].Hits)
        {
            ModelHits? other = models.Skip(1).FirstOrDefault(model => model.Hits.Any(same => same.Id == hit.Id));
            if (other is not null)
            {
                terminal.OutConsole.MarkupLine(
                    $"[dim]also: found by the other model as well; \"{SafeText.Escape(other.Model)} +3\" is 3 places "
                    + "further down there, = is the same place[/]");
                return;
            }
        }
    }

    private void WriteNextPages(SearchAnswer answer)
    {
        foreach (ModelHits model in answer.Models.Where(model => answer.HasPages && model.NextCursor is not null))
        {
            terminal.Note($"Next page: --model {model.Model} --cursor {model.NextCursor}");
        }
    }

    private static string Shorten(string query) => query.Length <= 200 ? query : query[..200] + "…";

    /// <summary>The folder that all paths lie in, with its last separator; empty when there is none.</summary>
    private static string CommonFolder(IReadOnlyList<string> paths)
    {
        string first = paths[0];
        int length = first.LastIndexOf('/') + 1;
        foreach (string path in paths)
        {
            while (length > 0 && string.CompareOrdinal(first, 0, path, 0, length) != 0)
            {
                length = length == 1 ? 0 : first.LastIndexOf('/', length - 2) + 1;
            }
        }

        return first[..length];
    }
}
