using ImageSearch.Api.Services;
using ImageSearch.Api.Serving;
using ImageSearch.Client;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/models</c>.</summary>
internal static class ModelEndpoints
{
    /// <summary>Registers what these endpoints need.</summary>
    public static void Add(IServiceCollection services, BackendSettings settings) =>
        services.AddSingleton<ModelStatuses>();

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/models", List)
        .WithName("ListModels")
        .WithTags("Library")
        .WithSummary("Lists the models that are installed or indexed, and whether they answer.")
        .RequireReady();

    private static Ok<IReadOnlyList<ModelStatus>> List(ModelStatuses models) => TypedResults.Ok(models.List());
}
