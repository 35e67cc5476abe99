using System.Globalization;
using ImageSearch.Api.Legacy;
using ImageSearch.Api.Problems;
using ImageSearch.Api.Services;
using ImageSearch.Searching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Endpoints;

/// <summary><c>GET /</c> and <c>POST /search</c>, the original's contract.</summary>
internal static class LegacyEndpoints
{
    /// <summary>Registers what these endpoints need.</summary>
    public static void Add(IServiceCollection services, BackendSettings settings)
    {
        services.AddSingleton<LegacyPictures>();
        services.AddSingleton<LegacySearch>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => TypedResults.Ok(new LegacyWelcome("Welcome to the Image Search API!")))
            .WithName("Welcome")
            .WithTags("Original")
            .WithSummary("Greets.");
        routes.MapPost("/search", SearchAsync)
            .WithName("OriginalSearch")
            .WithTags("Original")
            .WithSummary("Finds pictures with the models resnet and vit, as the original does.")
            .Accepts<LegacySearchRequest>("application/json")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .RequireReady();
    }

    private static async Task<Results<Ok<LegacyAnswer>, ProblemHttpResult>> SearchAsync(
        HttpRequest http, ApiOptions options, LegacySearch search, CancellationToken cancellationToken)
    {
        (LegacySearchRequest? request, ProblemHttpResult? refusal) =
            await RequestJson.ReadAsync<LegacySearchRequest>(http, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        Dictionary<string, string[]> errors = Check(request, options.QueryLength);
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        try
        {
            return TypedResults.Ok(await search.AnswerAsync(request, id => AddressOf(http, id), cancellationToken));
        }
        catch (SearchOverloadException e)
        {
            return Refusal.NotReady(e.Message);
        }
    }

    private static Dictionary<string, string[]> Check(LegacySearchRequest request, int queryLength)
    {
        Dictionary<string, string[]> errors = Validation.Check(request);
        if (string.IsNullOrWhiteSpace(request.Query))
        {
            errors["query"] = ["query is missing or blank. Say in words what the pictures show."];
        }
        else if (request.Query.Length > queryLength)
        {
            errors["query"] = [string.Create(
                CultureInfo.InvariantCulture,
                $"query has {request.Query.Length:N0} characters, and at most {queryLength:N0} are read.")];
        }

        if (request.Images is not ("base64" or "url"))
        {
            errors["images"] = ["images must be \"base64\" or \"url\"."];
        }

        return errors;
    }

    private static string AddressOf(HttpRequest http, long id) => string.Create(
        CultureInfo.InvariantCulture, $"{http.Scheme}://{http.Host}{http.PathBase}/v1/items/{id}/picture");
}
