using System.Diagnostics;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>Finds the pictures of a library that best match words or a picture, with one ranking a model. Safe for
/// concurrent use. It sees what an indexer adds from the next query on.</summary>
public sealed class ImageSearcher : IDisposable
{
    // Queries of one pass. More save nothing, and the memory of a pass grows with them.
    private const int BatchSize = 256;

    private readonly Library _library;
    private readonly IReadOnlyList<IEmbedder> _embedders;
    private readonly QueryEncoder _encoder;
    private readonly StoreCache _stores;

    /// <summary>Creates a searcher. Nothing is opened before the first query.</summary>
    /// <param name="library">Holds the vectors; the caller disposes it, after the searcher.</param>
    /// <param name="embedders">The models to ask, in the order of the answers; the caller disposes them.</param>
    /// <param name="decoder">Decodes the pictures of queries.</param>
    public ImageSearcher(Library library, IReadOnlyList<IEmbedder> embedders, ImageDecoder decoder)
        : this(library, embedders, decoder, model =>
        {
            FlatStore store = FlatStore.Open(library, model.Hash);
            return (store, store.Generation);
        })
    {
    }

    /// <summary>The same with stores of another kind.</summary>
    internal ImageSearcher(
        Library library,
        IReadOnlyList<IEmbedder> embedders,
        ImageDecoder decoder,
        Func<LibraryModel, (IVectorStore Store, long Generation)> openStore)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(embedders);
        ArgumentNullException.ThrowIfNull(decoder);
        _library = library;
        _embedders = embedders;
        _encoder = new QueryEncoder(library, decoder);
        _stores = new StoreCache(openStore);
    }

    /// <summary>Answers one query with every model.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="cancellationToken">Checked between models and model calls.</param>
    /// <returns>One answer a model, in the order of the models; with a cursor only that of the cursor's model. A model
    /// without vectors in this library answers with no hits and a warning that says how to index.</returns>
    /// <exception cref="ArgumentException">The query is blank, or one of its fields is out of range.</exception>
    /// <exception cref="SearchException">The cursor is damaged or belongs to another query, or nothing is left of the
    /// query after <see cref="SearchQuery.Not"/> was taken away, or the library has no picture with the id
    /// <see cref="SearchQuery.SimilarTo"/>.</exception>
    /// <exception cref="ImageDecodeException">The query's picture cannot be decoded.</exception>
    /// <exception cref="ModelException">A model cannot run.</exception>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public async Task<IReadOnlyList<ModelHits>> SearchAsync(
        SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return (await SearchManyAsync(new[] { query }, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Answers many sentences: they are encoded together and scanned together.</summary>
    /// <param name="texts">The sentences, none of them blank.</param>
    /// <param name="count">Hits wanted from each model for each sentence, 1 to 1,000.</param>
    /// <param name="cancellationToken">Checked between models and model calls.</param>
    /// <returns>For each sentence, in order, what <see cref="SearchAsync"/> returns.</returns>
    /// <exception cref="ArgumentException">A sentence is blank, or the count is out of range.</exception>
    /// <exception cref="ModelException">A model cannot run.</exception>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public Task<IReadOnlyList<IReadOnlyList<ModelHits>>> SearchManyAsync(
        IReadOnlyList<string> texts, int count = 20, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        SearchQuery[] queries = [.. texts.Select(t => new SearchQuery { Text = t, Count = count })];
        return SearchManyAsync(queries, cancellationToken);
    }

    /// <summary>Answers many queries of any kind in one go.</summary>
    /// <inheritdoc cref="SearchAsync"/>
    /// <param name="queries">What to look for.</param>
    /// <param name="cancellationToken">Checked between models and model calls.</param>
    /// <returns>For each query, in order, what <see cref="SearchAsync"/> returns.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<ModelHits>>> SearchManyAsync(
        IReadOnlyList<SearchQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        foreach (SearchQuery query in queries)
        {
            query.Check();
        }

        List<ModelHits>[] answers = [.. queries.Select(_ => new List<ModelHits>())];
        for (int start = 0; start < queries.Count; start += BatchSize)
        {
            SearchQuery[] batch = [.. queries.Skip(start).Take(BatchSize)];
            await AnswerAsync(batch, answers.AsMemory(start), cancellationToken).ConfigureAwait(false);
        }

        return answers;
    }

    /// <summary>Closes the vector files. Library and models stay open.</summary>
    public void Dispose() => _stores.Dispose();

    private async Task AnswerAsync(
        SearchQuery[] batch, Memory<List<ModelHits>> answers, CancellationToken cancellationToken)
    {
        SearchCursor?[] cursors = [.. batch.Select(q => q.Cursor is null ? (SearchCursor?)null
            : SearchCursor.Decode(q.Cursor))];
        ulong[][] rankings = [.. _embedders.Select(e =>
            batch.Select(q => SearchCursor.Fingerprint(_library.Identity, e.ModelHash, q)).ToArray())];
        if (cursors.Where((c, q) => c is not null && rankings.All(r => r[q] != c.Value.Ranking)).Any())
        {
            throw SearchCursor.Foreign();
        }

        Dictionary<ItemFilter, Func<long, bool>> filters = ReadFilters(batch);
        for (int e = 0; e < _embedders.Count; e++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A cursor continues the ranking of one model; the others have nothing to say to that query.
            int[] asked = [.. Enumerable.Range(0, batch.Length)
                .Where(q => cursors[q] is null || cursors[q]!.Value.Ranking == rankings[e][q])];
            RankedQuery[] queries = [.. asked.Select(q => new RankedQuery(
                batch[q], rankings[e][q], cursors[q],
                batch[q].Filter is { } filter ? filters.GetValueOrDefault(filter) : null))];
            ModelHits[] hits = await AskAsync(_embedders[e], queries, cancellationToken).ConfigureAwait(false);
            for (int a = 0; a < asked.Length; a++)
            {
                answers.Span[asked[a]].Add(hits[a]);
            }
        }
    }

    private Dictionary<ItemFilter, Func<long, bool>> ReadFilters(SearchQuery[] batch)
    {
        Dictionary<ItemFilter, Func<long, bool>> filters = [];
        foreach (ItemFilter filter in batch.Select(q => q.Filter).OfType<ItemFilter>().Where(f => !f.IsEmpty))
        {
            if (!filters.ContainsKey(filter))
            {
                filters.Add(filter, _library.FindItems(filter).Contains);
            }
        }

        return filters;
    }

    private async Task<ModelHits[]> AskAsync(
        IEmbedder embedder, RankedQuery[] queries, CancellationToken cancellationToken)
    {
        if (queries.Length == 0)
        {
            return [];
        }

        long start = Stopwatch.GetTimestamp();
        using Activity? activity = LibraryTelemetry.Start("search", embedder.Model);
        activity?.SetTag("queries", queries.Length);
        LibraryTelemetry.Searches.Add(queries.Length, LibraryTelemetry.Of(embedder.Model));
        LibraryModel? model = _library.FindModel(embedder.ModelHash);
        if (model is not { State: LibraryModelState.Active })
        {
            string warning = MissingVectors.Explain(_library, embedder.Model, embedder.ModelHash);
            SearchTimings none = new(TimeSpan.Zero, TimeSpan.Zero, Stopwatch.GetElapsedTime(start) / queries.Length);
            return [.. queries.Select(_ => new ModelHits(embedder.Model, [], warning, null, none))];
        }

        using StoreCache.Lease lease = _stores.Rent(model);
        (EncodedQuery[] encoded, TimeSpan encode) =
            await EncodeAsync(embedder, lease.Store, queries, cancellationToken).ConfigureAwait(false);
        PageReader reader = new(_library, lease.Store);
        using StageMeasurement scanning = StageMeasurement.Start("scan", embedder.Model);
        IReadOnlyList<ScoredId>[] ranked = reader.Rank(queries, encoded, cancellationToken);
        TimeSpan scan = scanning.End();
        using StageMeasurement reading = StageMeasurement.Start("read", embedder.Model);
        Page[] pages = [.. queries.Select((query, q) => reader.Read(query, encoded[q].Vector, ranked[q]))];
        reading.End();
        SearchTimings timings = new(
            encode / queries.Length, scan / queries.Length, Stopwatch.GetElapsedTime(start) / queries.Length);
        return [.. pages.Select((p, q) => new ModelHits(
            embedder.Model, p.Hits, MissingVectors.Join(encoded[q].Warning, lease.Store), p.NextCursor, timings))];
    }

    private async Task<(EncodedQuery[] Encoded, TimeSpan Elapsed)> EncodeAsync(
        IEmbedder embedder, IVectorStore store, RankedQuery[] queries, CancellationToken cancellationToken)
    {
        using StageMeasurement encoding = StageMeasurement.Start("encode", embedder.Model);
        SearchQuery[] asked = [.. queries.Select(q => q.Query)];
        QuerySubject[] subjects = new QuerySubject[asked.Length];
        for (int q = 0; q < asked.Length; q++)
        {
            subjects[q] = await _encoder
                .FindSubjectAsync(embedder, store, asked[q], cancellationToken).ConfigureAwait(false);
        }

        EncodedQuery[] encoded = await QueryEncoder
            .EncodeAsync(embedder, asked, subjects, cancellationToken).ConfigureAwait(false);
        return encoded.Select(e => e.Error).FirstOrDefault(e => e is not null) is { } error
            ? throw error
            : (encoded, encoding.End());
    }
}
