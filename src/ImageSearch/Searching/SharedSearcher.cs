using System.Diagnostics;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageSearch.Searching;

/// <summary>Answers many callers at once, from models and vectors that are loaded once. Safe for concurrent
/// use.</summary>
/// <remarks>
/// <para>Queries of a model that arrive while others are being answered are encoded and ranked together, up to 256; one
/// that arrives alone is begun at once. A query that fails does so alone.</para>
/// <para>An answer comes from one version of a model and its vectors of one moment. <see cref="RefreshAsync"/> opens
/// what an indexer, here or in another process, has committed, beside what is open, and then swaps both at once; no
/// query waits for it.</para>
/// </remarks>
public sealed class SharedSearcher : IAsyncDisposable
{
    private readonly Library _library;
    private readonly QueryEncoder _encoder;
    private readonly EmbedderPool _embedders;
    private readonly LaneSet _lanes;
    private readonly SemaphoreSlim _refreshing = new(1);

    // Decoding takes memory and all of a processor; words go past the pictures that wait.
    private readonly SemaphoreSlim _decoding = new(Environment.ProcessorCount);
    private bool _isLoaded;

    /// <summary>Creates a searcher; nothing is opened yet.</summary>
    /// <param name="library">Holds the vectors; the caller disposes it, after the searcher.</param>
    /// <param name="catalog">Where the models are.</param>
    /// <param name="decoder">Decodes the pictures of queries.</param>
    /// <param name="options">Null is the defaults.</param>
    /// <param name="loggers">Null logs nothing.</param>
    /// <param name="time">Null is the system's clock.</param>
    public SharedSearcher(
        Library library,
        ModelCatalog catalog,
        ImageDecoder decoder,
        SharedSearcherOptions? options = null,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null)
        : this(library, OpenFrom(catalog, options, loggers), decoder, options, loggers, time)
    {
    }

    /// <summary>The same with models of another kind.</summary>
    internal SharedSearcher(
        Library library,
        Func<string, IEmbedder> openModel,
        ImageDecoder decoder,
        SharedSearcherOptions? options = null,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(decoder);
        _library = library;
        _encoder = new QueryEncoder(library, decoder);
        _embedders = new EmbedderPool(openModel, (options ?? new SharedSearcherOptions()).CachedQueries);
        _lanes = new LaneSet(
            library,
            _embedders,
            time ?? TimeProvider.System,
            (loggers ?? NullLoggerFactory.Instance).CreateLogger<SharedSearcher>());
    }

    /// <summary>The library's models at this moment, by name; empty before the first load.</summary>
    public IReadOnlyList<ServedModel> Models => _lanes.Describe();

    /// <summary>Opens every active model of the library that is installed, maps its vectors, and runs it once:
    /// afterwards the first query is as fast as the next. A model that cannot be used does not keep the others from
    /// it; <see cref="Models"/> tells of it.</summary>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public Task LoadAsync(CancellationToken cancellationToken = default) => CatchUpAsync(cancellationToken);

    /// <summary>Looks at the library, and opens what is newer than what is open. Call it about once a second. While an
    /// indexer commits, it takes about a tenth of the time at most: then it leaves vectors that were opened
    /// a moment ago for a later call.</summary>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <returns>True when something changed.</returns>
    /// <exception cref="LibraryException">The library cannot be read; what is open still answers.</exception>
    public Task<bool> RefreshAsync(CancellationToken cancellationToken = default) =>
        RefreshLanesAsync(isPatient: true, cancellationToken);

    /// <summary>As <see cref="RefreshAsync"/>, leaving nothing for later: afterwards answers know all
    /// that was committed before the call. For the end of an indexing run.</summary>
    /// <inheritdoc cref="RefreshAsync"/>
    public Task<bool> CatchUpAsync(CancellationToken cancellationToken = default) =>
        RefreshLanesAsync(isPatient: false, cancellationToken);

    /// <summary>Answers a query with one model.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="query">What to look for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The answer; <see cref="SearchTimings.Total"/> includes waiting. A model that the library has no vectors
    /// of answers with no hits and a warning.</returns>
    /// <exception cref="ArgumentException">The query is blank, or one of its fields is out of range.</exception>
    /// <exception cref="SearchException">The cursor is damaged or belongs to another query or model, nothing is left of
    /// the query after <see cref="SearchQuery.Not"/> was taken away, or the library has no picture with the id
    /// <see cref="SearchQuery.SimilarTo"/>.</exception>
    /// <exception cref="ImageDecodeException">The query's picture cannot be decoded.</exception>
    /// <exception cref="ModelException">The model is missing or broken.</exception>
    /// <exception cref="SearchOverloadException">Too many queries wait already.</exception>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public async Task<ModelHits> SearchAsync(
        string model, SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        cancellationToken.ThrowIfCancellationRequested();
        await EnsureLoadedAsync(cancellationToken).ConfigureAwait(false);

        long start = Stopwatch.GetTimestamp();
        using Activity? activity = LibraryTelemetry.Start("search", model);
        ServedVersion? version = _lanes.Retain(model, out string? problem);
        if (version is null)
        {
            problem ??= MissingVectors.Explain(_library, model, hash: null);
            return new ModelHits(
                model, [], problem, null, new(TimeSpan.Zero, TimeSpan.Zero, Stopwatch.GetElapsedTime(start)));
        }

        try
        {
            LibraryTelemetry.Searches.Add(1, LibraryTelemetry.Of(model));
            ModelHits hits = await AnswerAsync(version, query, start, activity, cancellationToken)
                .ConfigureAwait(false);
            activity?.SetTag("hits", hits.Hits.Count);
            return hits;
        }
        finally
        {
            version.Release();
        }
    }

    /// <summary>Opens models for an index run: the versions that are installed now. One that is served is not loaded a
    /// second time.</summary>
    /// <param name="names">The models' names.</param>
    /// <returns>The models in this order. They belong to the searcher, which closes them at its end; disposing one
    /// earlier says that it is no longer needed, and is harmless to searches.</returns>
    /// <exception cref="ModelException">A model is missing, or its manifest is wrong.</exception>
    public IReadOnlyList<IEmbedder> OpenEmbedders(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        List<IEmbedder> opened = new(names.Count);
        try
        {
            foreach (string name in names)
            {
                opened.Add(_embedders.Rent(name));
            }

            return opened;
        }
        catch
        {
            opened.ForEach(embedder => embedder.Dispose());
            throw;
        }
    }

    /// <summary>Waits for the queries that run, then closes vectors and models.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lanes.CloseAsync().ConfigureAwait(false);
        await _refreshing.WaitAsync().ConfigureAwait(false);
        _embedders.Dispose();
        _refreshing.Release();
    }

    private static Func<string, IEmbedder> OpenFrom(
        ModelCatalog catalog, SharedSearcherOptions? options, ILoggerFactory? loggers)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        OnnxOptions onnx = options?.Onnx ?? new OnnxOptions();
        return name => catalog.Open(name, onnx, loggers);
    }

    private async Task<bool> RefreshLanesAsync(bool isPatient, CancellationToken cancellationToken)
    {
        // One at a time; who waited looks again, for what was committed since the other one looked.
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            bool isChanged = await _lanes.RefreshAsync(isPatient, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _isLoaded, true);
            return isChanged;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private Task EnsureLoadedAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _isLoaded) ? Task.CompletedTask : RefreshLanesAsync(isPatient: true, cancellationToken);

    private async Task<ModelHits> AnswerAsync(
        ServedVersion version, SearchQuery query, long start, Activity? activity, CancellationToken cancellationToken)
    {
        RankedQuery ranked = Rank(version, query);
        (QuerySubject subject, TimeSpan decode) = await FindSubjectAsync(version, query, cancellationToken)
            .ConfigureAwait(false);
        ActivityContext caller = (activity ?? Activity.Current)?.Context ?? default;
        PendingQuery pending = new(ranked, subject, caller, cancellationToken);
        version.Add(pending);
        RankedAnswer answer = await pending.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Encoded.Error is { } error)
        {
            throw error;
        }

        using StageMeasurement reading = StageMeasurement.Start("read", version.Embedder.Model);
        Page page = version.Reader.Read(ranked, answer.Encoded.Vector, answer.Rows);
        reading.End();
        return new ModelHits(
            version.Embedder.Model,
            page.Hits,
            MissingVectors.Join(answer.Encoded.Warning, version.Store),
            page.NextCursor,
            new SearchTimings(decode + answer.Encode, answer.Scan, Stopwatch.GetElapsedTime(start)));
    }

    private RankedQuery Rank(ServedVersion version, SearchQuery query)
    {
        SearchCursor? after = query.Cursor is null ? null : SearchCursor.Decode(query.Cursor);
        ulong ranking = SearchCursor.Fingerprint(_library.Identity, version.Embedder.ModelHash, query);
        if (after is not null && after.Value.Ranking != ranking)
        {
            throw SearchCursor.Foreign();
        }

        Func<long, bool>? filter = query.Filter is { IsEmpty: false }
            ? _library.FindItems(query.Filter).Contains
            : null;
        return new RankedQuery(query, ranking, after, filter);
    }

    private async Task<(QuerySubject Subject, TimeSpan Elapsed)> FindSubjectAsync(
        ServedVersion version, SearchQuery query, CancellationToken cancellationToken)
    {
        if (query.Image is null)
        {
            QuerySubject stored = await _encoder
                .FindSubjectAsync(version.Embedder, version.Store, query, cancellationToken).ConfigureAwait(false);
            return (stored, TimeSpan.Zero);
        }

        await _decoding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // On another thread: a caller that asks several models has them decode at the same time.
            using StageMeasurement encoding = StageMeasurement.Start("encode", version.Embedder.Model);
            QuerySubject subject = await Task.Run(
                () => _encoder.FindSubjectAsync(version.Embedder, version.Store, query, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return (subject, encoding.End());
        }
        finally
        {
            _decoding.Release();
        }
    }
}
