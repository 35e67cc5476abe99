using System.Text.Json;
using ImageSearch.Api.Searching;
using ImageSearch.Client;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace ImageSearch.Api.Services;

/// <summary>Opens the library, loads models and vectors before the backend is ready, and looks for newer ones
/// afterwards.</summary>
internal sealed partial class SearcherService(
    IServiceProvider services, Readiness readiness, TimeProvider time, ILogger<SearcherService> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(1);
    private string? _lastProblem;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool isLoaded = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Asked for each time: while the library cannot be opened, there is no searcher.
                SharedSearcher searcher = services.GetRequiredService<SharedSearcher>();
                bool isNew = isLoaded ? await searcher.RefreshAsync(stoppingToken) : await LoadAsync(searcher);
                isLoaded = true;
                if (isNew || _lastProblem is not null)
                {
                    Announce(searcher);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Report(e, isLoaded);
            }

            await Task.Delay(isLoaded ? RefreshAfter : RetryAfter, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<bool> LoadAsync(SharedSearcher searcher)
        {
            await searcher.LoadAsync(stoppingToken);
            await WarmUpAsync(searcher, stoppingToken);
            return true;
        }
    }

    /// <summary>Sends a query through every stage: the first one of a person finds code that is compiled, and vectors
    /// and items that are in memory.</summary>
    private async Task WarmUpAsync(SharedSearcher searcher, CancellationToken cancellationToken)
    {
        QueryAnswerer answerer = services.GetRequiredService<QueryAnswerer>();
        string[] models = [.. searcher.Models.Where(m => m.IsReady).Select(m => m.Name)];
        IReadOnlyList<ModelResult> results = await answerer.AnswerAsync(
            new SearchQuery { Text = "a picture" }, models, cancellationToken);
        JsonSerializer.SerializeToUtf8Bytes(
            new SearchResponse(results, QueryAnswerer.Compare(results), TotalMs: 0),
            services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
    }

    private void Announce(SharedSearcher searcher)
    {
        _lastProblem = null;
        IReadOnlyList<ServedModel> models = searcher.Models;
        readiness.SetReady(models.Any(m => m.Vectors > 0) ? "ready" : "ready; the library is empty");
        LogServing(models.Count == 0 ? "none" : string.Join(", ", models.Select(m => $"{m.Name} ({m.Vectors})")));
        foreach (ServedModel model in models.Where(m => m.Warning is not null))
        {
            LogWarning(model.Name, model.Warning!);
        }
    }

    // The same failure comes again every few seconds: the log has it once.
    private void Report(Exception error, bool isLoaded)
    {
        if (!isLoaded)
        {
            readiness.SetNotReady(error is LibraryException
                ? "The library cannot be opened: it is damaged, was written by a newer version, or its folder cannot "
                    + "be written. The backend's log names the file and says what to do; it tries again by itself."
                : "The models cannot be loaded. The backend's log says why; it tries again by itself.");
        }

        if (error.Message != _lastProblem)
        {
            _lastProblem = error.Message;
            LogFailed(error, isLoaded ? "looked at again; what is loaded goes on answering" : "loaded");
        }
    }

    [LoggerMessage(LogLevel.Information, "Models that answer, with their pictures: {Models}.")]
    private partial void LogServing(string models);

    [LoggerMessage(LogLevel.Warning, "Model {Model}: {Problem}")]
    private partial void LogWarning(string model, string problem);

    [LoggerMessage(LogLevel.Error, "The library could not be {What}.")]
    private partial void LogFailed(Exception error, string what);
}
