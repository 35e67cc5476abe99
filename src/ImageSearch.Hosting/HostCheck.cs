using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ImageSearch.Hosting;

/// <summary>Refuses requests for another host. Otherwise any page could point a name of its own at 127.0.0.1 and read
/// what only this machine should (DNS rebinding).</summary>
public static class HostCheck
{
    /// <summary>Adds the check. This machine's own names always pass. Others pass when they are allowed, and, without
    /// an allow-list, when the service listens beyond this machine.</summary>
    /// <param name="app">The service.</param>
    /// <param name="urls">The addresses that it listens on.</param>
    /// <param name="allowedHosts">Further names without port, separated by commas; may be empty.</param>
    /// <returns><paramref name="app"/>.</returns>
    public static WebApplication UseHostCheck(this WebApplication app, string urls, string allowedHosts)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(allowedHosts);
        HashSet<string> allowed = allowedHosts
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (allowed.Count > 0 || ListenAddress.IsLoopbackOnly(urls))
        {
            app.Use((context, next) =>
            {
                string host = context.Request.Host.Host;
                return ListenAddress.IsLoopback(host) || allowed.Contains(host) ? next(context) : Refuse(context);
            });
        }

        return app;
    }

    private static Task Refuse(HttpContext context) =>
        TypedResults.Problem(
            "The request is for a host that this service does not answer for. Use http://localhost, or add the name "
            + "to its allowed hosts.",
            statusCode: StatusCodes.Status421MisdirectedRequest).ExecuteAsync(context);
}
