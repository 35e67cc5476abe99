using System.Diagnostics;
using ImageSearch.Api.Serving;
using ImageSearch.Client;
using ImageSearch.Decoding;
using ImageSearch.Evaluation;
using ImageSearch.Searching;

namespace ImageSearch.Api.Searching;

/// <summary>Puts a query to several models at once. Safe for concurrent use.</summary>
internal sealed partial class QueryAnswerer(SharedSearcher searcher, ILogger<QueryAnswerer> logger)
{
    private static readonly StageTimings NoTimings = new(0, 0, 0);

    /// <summary>Answers a query. A model that fails says so in its own answer, and the others answer.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="models">The models to ask.</param>
    /// <param name="cancellationToken">Gives the query up.</param>
    /// <returns>One answer a model, in order.</returns>
    /// <exception cref="SearchException">The query's cursor is damaged or belongs to another query.</exception>
    /// <exception cref="ImageDecodeException">The query's picture cannot be decoded.</exception>
    /// <exception cref="SearchOverloadException">Too many queries wait already.</exception>
    public async Task<IReadOnlyList<ModelResult>> AnswerAsync(
        SearchQuery query, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        LogAsked(query.Text ?? "(a picture)", query.Not);
        ModelResult[] results = await Task.WhenAll(models.Select(model => AskAsync(model, query, cancellationToken)));
        int hits = results.Sum(r => r.Hits.Count);
        Activity.Current?.SetTag("imagesearch.models", results.Length).SetTag("imagesearch.hits", hits);
        return results;
    }

    /// <summary>How alike the answers of each pair of models are; models that failed are left out.</summary>
    public static IReadOnlyList<ModelAgreement> Compare(IReadOnlyList<ModelResult> results)
    {
        (string Model, long[] Ids)[] rankings =
            [.. results.Where(r => r.Error is null).Select(r => (r.Model, r.Hits.Select(h => h.Id).ToArray()))];
        List<ModelAgreement> pairs = [];
        for (int first = 0; first < rankings.Length; first++)
        {
            for (int second = first + 1; second < rankings.Length; second++)
            {
                Agreement pair = RankAgreement.Compute(rankings[first].Ids, rankings[second].Ids);
                pairs.Add(new ModelAgreement(
                    rankings[first].Model, rankings[second].Model, pair.Count, pair.Shared, pair.Overlap,
                    pair.RankCorrelation));
            }
        }

        return pairs;
    }

    private async Task<ModelResult> AskAsync(string model, SearchQuery query, CancellationToken cancellationToken)
    {
        try
        {
            ModelHits answer = await searcher.SearchAsync(model, query, cancellationToken);
            return new ModelResult(
                model, [.. answer.Hits.Select(ToHit)], ModelFailure.WithoutPaths(answer.Warning), Error: null,
                answer.NextCursor, new StageTimings(
                    answer.Timings.Encode.TotalMilliseconds, answer.Timings.Scan.TotalMilliseconds,
                    answer.Timings.Total.TotalMilliseconds));
        }
        catch (Exception e) when (!IsTheQuerysFault(e, query, cancellationToken))
        {
            if (e is not SearchException)
            {
                LogFailed(e, model);
            }

            return new ModelResult(
                model, [], Warning: null, ModelFailure.Describe(model, e), NextCursor: null, NoTimings);
        }
    }

    // Those concern the whole request. Without a cursor a SearchException says that this model sees nothing left of
    // the query; another may.
    private static bool IsTheQuerysFault(Exception error, SearchQuery query, CancellationToken cancellationToken) =>
        error switch
        {
            SearchException => query.Cursor is not null,
            ImageDecodeException or SearchOverloadException => true,
            _ => cancellationToken.IsCancellationRequested,
        };

    private static Hit ToHit(SearchHit hit) => new(
        hit.Rank, hit.Id, PicturePath.Name(hit.Item), PicturePath.Relative(hit.Item), hit.Similarity,
        hit.Item.Width, hit.Item.Height);

    [LoggerMessage(LogLevel.Trace, "Searching for '{Query}', without '{Not}'.")]
    private partial void LogAsked(string query, string? not);

    [LoggerMessage(LogLevel.Error, "The model '{Model}' could not answer a query.")]
    private partial void LogFailed(Exception error, string model);
}
