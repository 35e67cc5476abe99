using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Hosting;

/// <summary>Gives each request an id: the client's, when it is a plain one, or a new one. The client gets it back, and
/// the log and problem details have it.</summary>
internal sealed partial class RequestIdentity(RequestDelegate next, ILogger<RequestIdentity> logger)
{
    public const string Header = "X-Request-Id";

    public async Task InvokeAsync(HttpContext context)
    {
        string? given = context.Request.Headers[Header];
        string id = given is not null && Plain().IsMatch(given) ? given : Guid.CreateVersion7().ToString("N");
        context.TraceIdentifier = id;
        // Not now: a failure clears the headers that were set before it.
        context.Response.OnStarting(
            static state =>
            {
                HttpContext context = (HttpContext)state;
                context.Response.Headers[Header] = context.TraceIdentifier;
                return Task.CompletedTask;
            },
            context);
        using (logger.BeginScope(new RequestScope(id)))
        {
            await next(context);
        }
    }

    // Nothing that could end a line of a log, or be markup in a page that shows it.
    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Plain();
}
