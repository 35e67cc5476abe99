using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageSearch.Web;

/// <summary>Whether the frontend can be used.</summary>
/// <param name="Status">Always <c>ready</c>: the page comes up without the backend, to say that it is missing.</param>
/// <param name="Backend"><c>ready</c>, <c>notReady</c> or <c>notReached</c>.</param>
internal sealed record Readiness(string Status, string Backend)
{
    /// <summary>Maps <c>/readyz</c>.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/readyz", AskAsync);

    private static async Task<Ok<Readiness>> AskAsync(IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        using HttpClient http = clients.CreateClient(BackendConnection.Readiness);
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(
                "readyz", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return TypedResults.Ok(new Readiness("ready", answer.IsSuccessStatusCode ? "ready" : "notReady"));
        }
        catch (Exception e) when (
            e is HttpRequestException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return TypedResults.Ok(new Readiness("ready", "notReached"));
        }
    }
}
