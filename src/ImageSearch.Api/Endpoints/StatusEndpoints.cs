using ImageSearch.Api.Problems;
using ImageSearch.Api.Services;
using ImageSearch.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Api.Endpoints;

/// <summary><c>/readyz</c>: whether searches are answered.</summary>
internal static class StatusEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/readyz", ServiceHosting.ProbeMethods, Ready).ExcludeFromDescription().DisableRateLimiting();

    private static Results<ContentHttpResult, ProblemHttpResult> Ready(Readiness readiness) =>
        readiness.Problem is { } problem ? Refusal.NotReady(problem) : TypedResults.Text(readiness.Status + "\n");
}
