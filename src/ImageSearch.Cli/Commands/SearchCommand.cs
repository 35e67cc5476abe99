using System.CommandLine;
using System.Runtime.CompilerServices;
using ImageSearch.Cli.Output;
using ImageSearch.Decoding;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch search</c>: ranks pictures for words, a picture, or a file of queries.</summary>
internal static class SearchCommand
{
    // One batch of the scan; the models' text batches are smaller.
    private const int QueriesPerBatch = 32;

    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Command command = new("search", "Find pictures in the library.");
        SearchArguments arguments = new();
        arguments.AddTo(command);
        tool.Run(command, (parsed, cancellationToken) => RunAsync(tool, arguments, parsed, cancellationToken));
        return command;
    }

    private static async Task<Outcome> RunAsync(
        Tool tool, SearchArguments arguments, ParseResult parsed, CancellationToken cancellationToken)
    {
        using Library library = tool.OpenLibrary(parsed.GetValue(arguments.Library));
        using EmbedderSet embedders = tool.Open(
            ModelSelection.FindIn(library, tool.Catalog, parsed.GetValue(arguments.Models) ?? []));
        ImageDecoder decoder = new(tool.Settings.Decoding);
        using ImageSearcher searcher = new(library, embedders.All, decoder);
        ISearchWriter writer = ChooseWriter(tool.Terminal, arguments, parsed);
        bool allFound = true;
        await foreach (SearchAnswer answer in AnswerAsync(searcher, arguments, parsed, cancellationToken))
        {
            writer.Write(answer);
            allFound &= answer.Models.Any(model => model.Hits.Count > 0);
        }

        return allFound || !parsed.GetValue(arguments.FailOnEmpty) ? Outcome.Done : Outcome.NothingFound;
    }

    private static IAsyncEnumerable<SearchAnswer> AnswerAsync(
        ImageSearcher searcher, SearchArguments arguments, ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(arguments.Queries) is { } file
            ? AnswerManyAsync(searcher, file, parsed.GetValue(arguments.Top), cancellationToken)
            : AnswerOneAsync(searcher, arguments, parsed, cancellationToken);

    private static async IAsyncEnumerable<SearchAnswer> AnswerOneAsync(
        ImageSearcher searcher,
        SearchArguments arguments,
        ParseResult parsed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? image = parsed.GetValue(arguments.Image);
        SearchQuery query = new()
        {
            Text = parsed.GetValue(arguments.Words),
            Image = image is null ? null : await File.ReadAllBytesAsync(image, cancellationToken),
            ImageName = image,
            Not = parsed.GetValue(arguments.Not),
            Count = parsed.GetValue(arguments.Top),
            Cursor = parsed.GetValue(arguments.Cursor),
            Filter = arguments.Filter(parsed),
        };
        IReadOnlyList<ModelHits> models = await searcher.SearchAsync(query, cancellationToken);
        yield return new SearchAnswer(query.Text ?? image!, models, HasPages: true);
    }

    private static async IAsyncEnumerable<SearchAnswer> AnswerManyAsync(
        ImageSearcher searcher, string file, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using StreamReader reader = file == "-" ? new(Console.OpenStandardInput()) : new(file);
        List<string> batch = [];
        for (string? line = ""; line is not null;)
        {
            // A read of stdin that waits cannot be cancelled; it is left behind.
            line = await Task.Run(reader.ReadLine, cancellationToken).WaitAsync(cancellationToken);
            if (!string.IsNullOrWhiteSpace(line))
            {
                batch.Add(line);
            }

            if (batch.Count == QueriesPerBatch || (line is null && batch.Count > 0))
            {
                IReadOnlyList<IReadOnlyList<ModelHits>> answers =
                    await searcher.SearchManyAsync(batch, count, cancellationToken);
                for (int i = 0; i < batch.Count; i++)
                {
                    yield return new SearchAnswer(batch[i], answers[i], HasPages: false);
                }

                batch.Clear();
            }
        }
    }

    private static ISearchWriter ChooseWriter(Terminal terminal, SearchArguments arguments, ParseResult parsed) =>
        (parsed.GetValue(arguments.Json), parsed.GetValue(arguments.Csv)) switch
        {
            (true, _) => new JsonSearchWriter(terminal),
            (_, true) => new CsvSearchWriter(terminal),
            _ => new TableSearchWriter(terminal),
        };
}
