using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ImageSearch.Hosting;

/// <summary>Answers requests that cannot be read: the client's mistake, so that it is no failure in the log.</summary>
internal sealed class UnreadableRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        httpContext.Response.StatusCode = bad.StatusCode;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = bad.StatusCode, Detail = Describe(bad) },
        });
        return true;
    }

    private static string? Describe(BadHttpRequestException exception) => exception switch
    {
        { InnerException: JsonException { LineNumber: { } line, BytePositionInLine: { } position } json } =>
            $"The body is not the JSON that was expected: line {line + 1}, byte {position + 1}"
            + (json.Path is { Length: > 1 and <= 100 } path ? $", at {path}." : "."),
        { InnerException: JsonException } => "The body is not the JSON that was expected.",
        { StatusCode: StatusCodes.Status400BadRequest } =>
            "The request cannot be read: a part of it is missing, or not of the type that was expected.",
        _ => null,
    };
}
