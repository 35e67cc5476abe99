using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Sources;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageSearch.Indexing;

/// <summary>Brings a library up to date with a source: reads what is new or changed, and removes what is
/// gone.</summary>
/// <remarks>
/// Reading, decoding, embedding and committing overlap, with bounded queues between them, so that memory does not grow
/// with the number of pictures. A run that is cancelled or killed leaves what it committed; the next one goes on.
/// </remarks>
public sealed partial class ImageIndexer
{
    private readonly Library _library;
    private readonly ImageDecoder _decoder;
    private readonly IReadOnlyList<IEmbedder> _embedders;
    private readonly IndexOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    /// <summary>Creates an indexer.</summary>
    /// <param name="library">Where the result goes.</param>
    /// <param name="decoder">Turns bytes into pixels.</param>
    /// <param name="embedders">At least one model; the caller disposes them.</param>
    /// <param name="options">Null is the defaults.</param>
    /// <param name="logger">Null logs nothing.</param>
    /// <param name="time">Null is the system's clock.</param>
    /// <exception cref="ArgumentException">There is no model.</exception>
    /// <exception cref="ValidationException">An option is outside its range.</exception>
    public ImageIndexer(
        Library library,
        ImageDecoder decoder,
        IReadOnlyList<IEmbedder> embedders,
        IndexOptions? options = null,
        ILogger<ImageIndexer>? logger = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(embedders);
        ArgumentOutOfRangeException.ThrowIfZero(embedders.Count, nameof(embedders));
        _library = library;
        _decoder = decoder;
        _embedders = embedders;
        _options = options ?? new IndexOptions();
        _logger = logger ?? NullLogger<ImageIndexer>.Instance;
        _time = time ?? TimeProvider.System;
        Validator.ValidateObject(_options, new ValidationContext(_options), validateAllProperties: true);
    }

    /// <summary>Indexes a source.</summary>
    /// <param name="source">Pictures that it no longer lists are removed, once it has listed everything.</param>
    /// <param name="progress">Told about ten times a second, from several threads but never at the same time.</param>
    /// <param name="cancellationToken">Ends the run; what is computed by then is committed.</param>
    /// <returns>What was done, with every picture that could not be indexed.</returns>
    /// <exception cref="LibraryException">The library is being indexed by another process, cannot be written, or its
    /// disk is full.</exception>
    /// <exception cref="DirectoryNotFoundException">The source is missing; nothing is removed then.</exception>
    /// <exception cref="IOException">The source failed while it listed; nothing is removed then.</exception>
    /// <exception cref="ModelException">A model cannot be run.</exception>
    public async Task<IndexSummary> RunAsync(
        IImageSource source, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        using Activity? activity = LibraryTelemetry.Source.StartActivity("index");
        RunProgress counts = new(progress, _time);
        using IndexLock held = await IndexLock.TakeAsync(_library, _options.WaitForLock, _time, cancellationToken);
        try
        {
            using SqliteConnection connection = _library.Connect();
            List<IndexModel> models = ModelWriter.Begin(connection, _library, _embedders);
            LibraryWriter writer = new(connection, source.Root, models);
            IndexPipeline pipeline = new(_library, source, _decoder, models, _options, _time);
            await pipeline.RunAsync(writer, counts, cancellationToken);

            // The listing is complete, or the pipeline had thrown.
            counts.AddRemoved(writer.CompleteListing(counts.Problems, counts.AddMoved));
            Tidy(connection, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw _library.Error(e);
        }

        IndexSummary summary = counts.Complete();
        activity?.SetTag("indexed", summary.Indexed).SetTag("unchanged", summary.Unchanged)
            .SetTag("moved", summary.Moved).SetTag("removed", summary.Removed).SetTag("skipped", summary.Skipped.Count);
        LogDone(summary.Indexed, summary.Unchanged, summary.Moved, summary.Removed, summary.Skipped.Count,
            summary.Elapsed.TotalSeconds);
        return summary;
    }

    private void Tidy(SqliteConnection connection, CancellationToken cancellationToken)
    {
        foreach (string name in ModelWriter.SwitchComplete(connection))
        {
            LogSwitched(name);
        }

        ModelWriter.DeleteUnused(connection, cancellationToken);
        ScanFile.DeleteStrays(_library);
        DeriveScanFiles(cancellationToken);
    }

    // Here, where somebody waits for long work anyway, rather than at the first search or the start of a service.
    private void DeriveScanFiles(CancellationToken cancellationToken)
    {
        foreach (LibraryModel model in _library.Models.Where(m => m.State == LibraryModelState.Active))
        {
            cancellationToken.ThrowIfCancellationRequested();
            FlatStore.Open(_library, model.Hash).Dispose();
        }
    }

    [LoggerMessage(LogLevel.Information, "Indexed {Indexed} pictures; {Unchanged} unchanged, {Moved} moved, "
        + "{Removed} removed, {Skipped} skipped, in {Seconds:F1} s.")]
    private partial void LogDone(int indexed, int unchanged, int moved, int removed, int skipped, double seconds);

    [LoggerMessage(LogLevel.Information, "The new version of model '{Model}' has every picture now; searches use it.")]
    private partial void LogSwitched(string model);
}
