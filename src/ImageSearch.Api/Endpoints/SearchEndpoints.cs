using System.Diagnostics;
using ImageSearch.Api.Problems;
using ImageSearch.Api.Searching;
using ImageSearch.Api.Services;
using ImageSearch.Client;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Endpoints;

/// <summary><c>POST /v1/search</c> and <c>POST /v1/search/picture</c>.</summary>
internal static class SearchEndpoints
{
    /// <summary>Registers what these endpoints need.</summary>
    public static void Add(IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton(new SharedSearcherOptions
        {
            CachedQueries = settings.Api.CachedQueries,
            Onnx = settings.Onnx,
        });
        services.AddSingleton<SharedSearcher>();
        services.AddSingleton<ModelChoice>();
        services.AddSingleton<RequestCheck>();
        services.AddSingleton<QueryAnswerer>();
        services.AddSingleton<PictureQueries>();
        services.AddHostedService<SearcherService>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder search = routes.MapGroup("/v1/search").WithTags("Search").RequireReady();
        search.MapPost("", SearchAsync)
            .WithName("Search")
            .WithSummary("Finds pictures by words, or those similar to a picture of the library.")
            .WithDescription("Every model answers with its own ranking. An answer that has more carries a cursor: send "
                + "it with the same query and that one model to get what follows.")
            .Accepts<SearchRequest>("application/json")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        search.MapPost("/picture", SearchByPictureAsync)
            .WithName("SearchByPicture")
            .WithSummary("Finds pictures similar to a picture file.")
            .WithDescription("The picture is decoded in memory and forgotten. The part 'request' is the rest of the "
                + "query, without words; it may be left out.")
            .Accepts<PictureForm>("multipart/form-data")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchAsync(
        HttpRequest http,
        RequestCheck check,
        QueryAnswerer answerer,
        Library library,
        CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        (SearchRequest? request, ProblemHttpResult? refusal) =
            await RequestJson.ReadAsync<SearchRequest>(http, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        Dictionary<string, string[]> errors =
            check.Check(request, hasPicture: false, out IReadOnlyList<string> models);
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        if (request.SimilarTo is { } id && library.GetItem(id) is null)
        {
            return Refusal.NotFound("The library has no picture with this id; it may have been removed.");
        }

        try
        {
            return Respond(await answerer.AnswerAsync(SearchQueries.From(request), models, cancellationToken), start);
        }
        catch (Exception e) when (e is SearchException or SearchOverloadException)
        {
            return Refuse(e);
        }
    }

    private static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchByPictureAsync(
        HttpRequest http, PictureQueries queries, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            (IReadOnlyList<ModelResult>? results, ProblemHttpResult? refusal) =
                await queries.AnswerAsync(http, cancellationToken);
            return results is null ? refusal! : Respond(results, start);
        }
        catch (Exception e) when (e is SearchException or SearchOverloadException)
        {
            return Refuse(e);
        }
    }

    // Only a cursor makes a query as a whole impossible; what else a model cannot answer, its own answer says.
    private static ProblemHttpResult Refuse(Exception error) => error is SearchException
        ? Refusal.Invalid("cursor", error.Message)
        : Refusal.NotReady(error.Message);

    private static Ok<SearchResponse> Respond(IReadOnlyList<ModelResult> results, long start) =>
        TypedResults.Ok(new SearchResponse(
            results, QueryAnswerer.Compare(results), Stopwatch.GetElapsedTime(start).TotalMilliseconds));

    /// <summary>The form, for the description of the interface.</summary>
    private sealed record PictureForm(IFormFile Picture, SearchRequest? Request);
}
