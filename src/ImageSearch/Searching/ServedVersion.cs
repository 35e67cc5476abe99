using System.Diagnostics;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>One version of a model with its vectors of one moment. It never changes: a newer one takes its place, and
/// it closes itself once its last query has its answer.</summary>
/// <param name="library">Where paths are read.</param>
/// <param name="embedder">The model; disposed at the end.</param>
/// <param name="store">Vectors of the same hash; disposed at the end.</param>
/// <param name="warning">What does not work of the model; null when all does.</param>
internal sealed class ServedVersion(Library library, IEmbedder embedder, FlatStore store, string? warning)
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private QueryBatcher? _batcher;
    private int _users = 1;

    public IEmbedder Embedder => embedder;

    public FlatStore Store => store;

    public string? Warning => warning;

    /// <summary>Cuts the pages of its rankings.</summary>
    public PageReader Reader { get; } = new(library, store);

    /// <summary>Done once everything is closed.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Keeps it open; for one who knows that it is.</summary>
    public void Retain() => Interlocked.Increment(ref _users);

    /// <summary>Ends one use of it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0)
        {
            return;
        }

        try
        {
            store.Dispose();
            embedder.Dispose();
        }
        finally
        {
            _closed.SetResult();
        }
    }

    /// <summary>Encodes and ranks a query together with those that come at the same time; for one who uses the
    /// version.</summary>
    /// <exception cref="SearchOverloadException">Too many wait already.</exception>
    public void Add(PendingQuery query)
    {
        QueryBatcher batcher = LazyInitializer.EnsureInitialized(
            ref _batcher,
            // Callers may give up, and their batch still runs: as long as one does, the version stays open.
            () => new QueryBatcher(AnswerAsync, begin: Retain, end: Release));
        batcher.Add(query);
    }

    private async Task AnswerAsync(PendingQuery[] batch)
    {
        try
        {
            await RankAsync(batch).ConfigureAwait(false);
        }
        catch (Exception) when (batch.Length > 1)
        {
            // One by one, so that the query that cannot be answered is told so, and the others have their answers.
            foreach (PendingQuery query in batch)
            {
                await AnswerAsync([query]).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            batch[0].Fail(e);
        }
    }

    private async Task RankAsync(PendingQuery[] batch)
    {
        LibraryTelemetry.BatchSizes.Record(batch.Length, LibraryTelemetry.Of(embedder.Model));
        using Activity? together = batch.Length == 1 ? null : StartTogether(batch);
        ActivityContext parent = batch.Length == 1 ? batch[0].Caller : together?.Context ?? default;
        CancellationToken token = batch.Length == 1 ? batch[0].CancellationToken : CancellationToken.None;

        using StageMeasurement encoding = Begin("encode", parent);
        encoding.Tag("queries", batch.Length);
        EncodedQuery[] encoded = await QueryEncoder.EncodeAsync(
            embedder, [.. batch.Select(q => q.Query.Query)], [.. batch.Select(q => q.Subject)], token)
            .ConfigureAwait(false);
        TimeSpan encode = encoding.End() / batch.Length;

        using StageMeasurement scanning = Begin("scan", parent);
        scanning.Tag("queries", batch.Length);
        scanning.Tag("vectors", store.Count);
        IReadOnlyList<ScoredId>[] ranked = Reader.Rank([.. batch.Select(q => q.Query)], encoded, token);
        TimeSpan scan = scanning.End() / batch.Length;

        for (int q = 0; q < batch.Length; q++)
        {
            batch[q].Complete(new RankedAnswer(encoded[q], ranked[q], encode, scan));
        }
    }

    /// <summary>Without a parent nobody wants the span.</summary>
    private StageMeasurement Begin(string stage, ActivityContext parent) => parent == default
        ? StageMeasurement.StartWithoutSpan(stage, embedder.Model)
        : StageMeasurement.Start(stage, embedder.Model, parent);

    private Activity? StartTogether(PendingQuery[] batch)
    {
        ActivityLink[] callers =
            [.. batch.Where(q => q.Caller != default).Select(q => new ActivityLink(q.Caller))];
        Activity? activity = LibraryTelemetry.Start("batch", embedder.Model, default, callers);
        activity?.SetTag("queries", batch.Length);
        return activity;
    }
}
