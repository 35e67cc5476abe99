using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Hosting;

/// <summary>Logs a line a request: the route, never the address, which may hold what people look for.</summary>
internal sealed partial class RequestLog(
    RequestDelegate next, ServiceDescription service, TimeProvider time, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        long start = time.GetTimestamp();
        // A failure forgets the endpoint, so it is asked for before.
        string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "an unknown address";
        try
        {
            await next(context);
        }
        finally
        {
            LogLevel level = service.QuietPaths.Contains(route) ? LogLevel.Debug : LogLevel.Information;
            string method = NameMethod(context.Request.Method);
            double elapsedMs = time.GetElapsedTime(start).TotalMilliseconds;
            LogAnswered(level, method, route, context.Response.StatusCode, elapsedMs);
        }
    }

    // A method is the client's text, too.
    private static string NameMethod(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsHead(method)
        || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method) || HttpMethods.IsOptions(method)
        || HttpMethods.IsPatch(method) || HttpMethods.IsConnect(method)
            ? method.ToUpperInvariant()
            : "Another method";

    [LoggerMessage("{Method} {Route} was answered with {Status} after {ElapsedMs:F1} ms.")]
    private partial void LogAnswered(LogLevel level, string method, string route, int status, double elapsedMs);
}
