using ImageSearch.Api.Serving;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using ImageSearch.Sources;

namespace ImageSearch.Api.Jobs;

/// <summary>Runs index jobs, one at a time, beside the queries.</summary>
internal sealed partial class IndexJobService(
    IndexJobs jobs,
    IServiceProvider services,
    BackendSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger<IndexJobService>();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Told at once, while the service itself is stopped only after the last request: a run that goes on until then
        // would take the time that a clean end needs.
        using CancellationTokenSource stopping =
            CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            while (true)
            {
                await RunAsync(await jobs.TakeAsync(stopping.Token), stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task RunAsync(IndexJobRun run, CancellationToken stopping)
    {
        using CancellationTokenSource cancellation =
            CancellationTokenSource.CreateLinkedTokenSource(run.Cancelled, stopping);
        LogBegun(run.Current.Id, run.Sources.Count, run.Models.Count);
        (string state, string? error) = await IndexAsync(run, cancellation.Token);
        await CatchUpAsync(stopping);
        run.End(state, error);
        LogEnded(run.Current.Id, state, run.Current.Done);
    }

    private async Task<(string State, string? Error)> IndexAsync(IndexJobRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<IEmbedder> embedders = [];
        try
        {
            embedders = services.GetRequiredService<SharedSearcher>().OpenEmbedders(run.Models);
            string? problem = await IndexAsync(run, embedders, cancellationToken);
            return problem is null ? ("completed", null) : ("failed", problem);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ("cancelled", null);
        }
        catch (Exception e)
        {
            // Whatever it is, it ends this job and not the service; the log has it whole.
            LogFailed(e, run.Current.Id);
            return ("failed", IndexJobFailure.Describe(e, null));
        }
        finally
        {
            foreach (IEmbedder embedder in embedders)
            {
                embedder.Dispose();
            }
        }
    }

    // Returns what was wrong with a source; the others are indexed all the same.
    private async Task<string?> IndexAsync(
        IndexJobRun run, IReadOnlyList<IEmbedder> embedders, CancellationToken cancellationToken)
    {
        ImageIndexer indexer = new(
            services.GetRequiredService<Library>(),
            services.GetRequiredService<ImageDecoder>(),
            embedders,
            settings.Index,
            loggers.CreateLogger<ImageIndexer>(),
            time);
        IndexJobProgress progress = new(run);
        using CancellationTokenSource counted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task counting = Task.Run(() => CountAsync(run.Sources, progress, counted.Token), counted.Token);
        string? problem;
        try
        {
            problem = await IndexAsync(run, indexer, progress, cancellationToken);
        }
        finally
        {
            await counted.CancelAsync();
            await counting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        progress.Complete();
        return problem;
    }

    private async Task<string?> IndexAsync(
        IndexJobRun run, ImageIndexer indexer, IndexJobProgress progress, CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (PictureSource source in run.Sources)
        {
            try
            {
                await indexer.RunAsync(Open(source), progress, cancellationToken);
            }
            catch (Exception e) when (IndexJobFailure.IsOfSource(e))
            {
                LogFailed(e, run.Current.Id);
                problem ??= IndexJobFailure.Describe(e, source);
            }

            progress.CompleteSource();
        }

        return problem;
    }

    private static FolderSource Open(PictureSource source) => Path.IsPathFullyQualified(source.Root)
        ? new FolderSource(new FolderSourceOptions { Folder = source.Root })
        : throw new IOException($"'{source.Root}' is no folder of this machine, and jobs read folders only.");

    private static async Task CountAsync(
        IReadOnlyList<PictureSource> sources, IndexJobProgress progress, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (PictureSource source in sources)
        {
            // What cannot be listed is reported by the run; then there is no total until its end.
            await foreach (SourceItem _ in Open(source).ListAsync(_ => { }, cancellationToken))
            {
                count++;
            }
        }

        progress.SetTotal(count);
    }

    // Before the job says that it is done: who then searches finds what was indexed.
    private async Task CatchUpAsync(CancellationToken stopping)
    {
        try
        {
            await services.GetRequiredService<SharedSearcher>().CatchUpAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends; the next one reads the library anew.
        }
        catch (Exception e)
        {
            // The job is done all the same, and the service that looks at the library every second tries again.
            LogNotRefreshed(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "Index job {Id} began, with {Sources} sources and {Models} models.")]
    private partial void LogBegun(string id, int sources, int models);

    [LoggerMessage(LogLevel.Information, "Index job {Id} is {State}, after {Done} pictures.")]
    private partial void LogEnded(string id, string state, int done);

    [LoggerMessage(LogLevel.Error, "Index job {Id} failed.")]
    private partial void LogFailed(Exception error, string id);

    [LoggerMessage(LogLevel.Warning, "The library was not read again after an index job; it soon is.")]
    private partial void LogNotRefreshed(Exception error);

    [LoggerMessage(LogLevel.Debug, "No further index jobs are begun.")]
    private partial void LogStopped();
}
