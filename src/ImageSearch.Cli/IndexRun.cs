using ImageSearch.Cli.Output;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Sources;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Cli;

/// <summary>Indexes sources into a library and shows how far it is.</summary>
internal sealed class IndexRun(Tool tool, string folder)
{
    /// <summary>The models to index with.</summary>
    public required IReadOnlyList<ModelEntry> Models { get; init; }

    /// <summary>True to wait while another process indexes.</summary>
    public bool Wait { get; init; }

    /// <summary>Indexes the sources one after the other.</summary>
    public async Task<IndexReport> IndexAsync(IReadOnlyList<IImageSource> sources, CancellationToken cancellationToken)
    {
        using Library library = Library.Open(folder, tool.Settings.Library);
        using EmbedderSet embedders = tool.Open(Models);
        ImageDecoder decoder = new(tool.Settings.Decoding);
        tool.Settings.Index.WaitForLock |= Wait;
        ImageIndexer indexer = new(
            library, decoder, embedders.All, tool.Settings.Index, tool.Loggers.CreateLogger<ImageIndexer>());
        List<IndexSummary> summaries = [];
        foreach (IImageSource source in sources)
        {
            // The indexer lists only as fast as it indexes; who watches wants to know the total sooner.
            Task<int> counting = Task.Run(() => CountAsync(source, cancellationToken), cancellationToken);
            ProgressReport progress = new(tool.Terminal, tool.Time);
            summaries.Add(await progress.RunAsync("Indexing", steps => indexer.RunAsync(
                source, new Relay(steps, counting), cancellationToken)));
        }

        return new IndexReport(folder, [.. Models.Select(model => model.Name)], summaries);
    }

    private static async Task<int> CountAsync(IImageSource source, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (SourceItem _ in source.ListAsync(_ => { }, cancellationToken)) // the run reports the problems
        {
            count++;
        }

        return count;
    }

    /// <summary>Passes the indexer's progress on to the bar.</summary>
    private sealed class Relay(IProgress<ProgressStep> steps, Task<int> counting) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value)
        {
            long? total = value.IsListingComplete ? value.Listed
                : counting.IsCompletedSuccessfully ? Math.Max(counting.Result, value.Listed)
                : null;
            steps.Report(new ProgressStep(value.Done, total));
        }
    }
}
