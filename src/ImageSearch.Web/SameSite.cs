using Microsoft.Net.Http.Headers;

namespace ImageSearch.Web;

/// <summary>Refuses pages of other sites that would open a circuit. A websocket is not bound to the site of the page
/// that opens it, so that any page could otherwise search and read the library through the visitor's browser.</summary>
internal static class SameSite
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Adds the check to the addresses of circuits.</summary>
    public static void Use(WebApplication app) => app.Use((context, next) =>
        !context.Request.Path.StartsWithSegments("/_blazor") || IsOwn(context.Request)
            ? next(context)
            : Refuse(context));

    // Browsers say themselves where a request comes from, on https and this machine; elsewhere they name the origin at
    // least for websockets and POST. What names neither is no browser, and can do nothing in somebody's name.
    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers.TryGetValue(FetchSite, out var site))
        {
            return site.ToString() is "same-origin" or "none";
        }

        // The scheme is left out: a proxy that ends TLS need not say so.
        return !request.Headers.TryGetValue(HeaderNames.Origin, out var origin)
            || (Uri.TryCreate(origin.ToString(), UriKind.Absolute, out Uri? page)
                && page.Authority.Equals(Authority(request.Host, page), StringComparison.OrdinalIgnoreCase));
    }

    // As Uri writes it: without the port that is the scheme's own.
    private static string Authority(HostString host, Uri page) =>
        host.Port is { } port && IsDefault(port, page.Scheme) ? host.Host : host.ToUriComponent();

    private static bool IsDefault(int port, string scheme) =>
        (port == 80 && scheme == Uri.UriSchemeHttp) || (port == 443 && scheme == Uri.UriSchemeHttps);

    private static Task Refuse(HttpContext context) => TypedResults.Problem(
        "The request comes from a page of another site. Behind a reverse proxy, let it pass the browser's Host on, or "
        + "send X-Forwarded-Host and name it in IMAGESEARCH__WEB__TRUSTEDPROXIES.",
        statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
}
