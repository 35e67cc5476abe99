using ImageSearch.Api.Services;
using ImageSearch.Api.Serving;
using ImageSearch.Client;
using ImageSearch.Indexing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Endpoints;

/// <summary><c>/v1/library</c>.</summary>
internal static class LibraryEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/library", Get)
        .WithName("GetLibrary")
        .WithTags("Library")
        .WithSummary("Says how many pictures the library has, which sources may be indexed, and which models answer.")
        .RequireReady();

    private static Ok<LibraryStatus> Get(Library library, PictureSources sources, ModelStatuses models) =>
        TypedResults.Ok(new LibraryStatus(
            library.CountItems(ItemState.Indexed),
            library.CountItems(ItemState.Skipped),
            [.. sources.List(library.Roots).Select(s => new Source(s.Name, s.IsIndexed))],
            models.List()));
}
