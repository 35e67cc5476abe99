using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ImageSearch.Hosting;

/// <summary>Writes problem details (RFC 9457) with the request's id, whatever the client accepts.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        HttpContext http = context.HttpContext;
        ProblemDetails problem = context.ProblemDetails;
        int status = problem.Status ?? http.Response.StatusCode;
        ProblemHttpResult standard = TypedResults.Problem(statusCode: status);
        problem.Status = status;
        problem.Type ??= standard.ProblemDetails.Type;
        problem.Title ??= standard.ProblemDetails.Title;
        problem.Detail ??= Describe(status, http);
        problem.Extensions["requestId"] = http.TraceIdentifier;
        problem.Extensions.Remove("traceId");
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(
            problem, problem.GetType(), Json, "application/problem+json", http.RequestAborted);
    }

    private static string Describe(int status, HttpContext http) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read.",
        StatusCodes.Status404NotFound => "Nothing is at this address.",
        StatusCodes.Status405MethodNotAllowed =>
            $"This address does not take this method; it takes {http.Response.Headers.Allow}.",
        StatusCodes.Status413PayloadTooLarge => "The request is larger than is taken here.",
        StatusCodes.Status415UnsupportedMediaType => "This content type is not read here. Send application/json.",
        StatusCodes.Status416RangeNotSatisfiable =>
            "The range lies outside the file, whose length Content-Range tells.",
        StatusCodes.Status500InternalServerError =>
            "The service failed. Its log says why, under the request id; trying again may help.",
        _ => $"The request was answered with status {status}.",
    };
}
