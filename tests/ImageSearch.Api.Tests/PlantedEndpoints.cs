using System.Diagnostics;
using ImageSearch.Api.Problems;
using ImageSearch.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageSearch.Api.Tests;

/// <summary>Endpoints that only tests have, so that the pipeline is tested apart from the resources.</summary>
internal static class PlantedEndpoints
{
    public const string ExceptionText = "planted failure in /home/somebody/secret.jpg";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/test/failure", string () => throw new InvalidOperationException(ExceptionText));
        routes.MapPost("/test/echo", (SearchRequest request) =>
            Validation.Check(request) is { Count: > 0 } errors
                ? (IResult)Refusal.Invalid(errors)
                : TypedResults.Text($"{request.Count}"));
        routes.MapPost("/test/empty", () => TypedResults.Text("done"));
        routes.MapGet("/test/items/{id:long}", (long id) => TypedResults.Text($"{id}"));
        routes.MapGet("/test/plain", () => TypedResults.Text("plain"));
        routes.MapGet("/test/trace", () => TypedResults.Text($"{Activity.Current?.TraceId}"));
    }
}
