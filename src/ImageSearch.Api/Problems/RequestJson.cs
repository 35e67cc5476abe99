using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace ImageSearch.Api.Problems;

/// <summary>Reads JSON that clients send, so that a field of the wrong type is told like any other wrong field.
/// </summary>
internal static class RequestJson
{
    /// <summary>Reads a request's body.</summary>
    /// <returns>The value; or the refusal: the body is no JSON (400 or 415), or a field has the wrong type (422).
    /// </returns>
    public static async Task<(T? Value, ProblemHttpResult? Refusal)> ReadAsync<T>(
        HttpRequest request, CancellationToken cancellationToken)
        where T : class => request.HasJsonContentType()
            ? await ReadAsync<T>(request, request.Body, cancellationToken)
            : (null, Refusal.UnsupportedMedia("Send JSON, with the header Content-Type: application/json."));

    /// <summary>Reads a part of a request.</summary>
    /// <returns>As the other one.</returns>
    public static async Task<(T? Value, ProblemHttpResult? Refusal)> ReadAsync<T>(
        HttpRequest request, Stream json, CancellationToken cancellationToken)
        where T : class
    {
        JsonSerializerOptions options = request.HttpContext.RequestServices
            .GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(json, options, cancellationToken) is { } value
                ? (value, null)
                : (null, Malformed());
        }
        catch (JsonException e)
        {
            // What is no JSON at all is told by the reader inside; all else is JSON of the wrong shape.
            return (null, e.InnerException is not JsonException && FieldOf(e.Path) is { } field
                ? Refusal.Invalid(field, $"{field} has the wrong type.")
                : Malformed());
        }
    }

    private static ProblemHttpResult Malformed() =>
        Refusal.Malformed("The body is not a JSON object, or not a whole one.");

    // "$.filter.sizeFrom" is the field filter.sizeFrom, "$.models[0]" models; "$" is the whole body.
    private static string? FieldOf(string? path) =>
        path?.StartsWith("$.", StringComparison.Ordinal) == true ? path[2..].Split('[')[0] : null;
}
