using Microsoft.Extensions.Primitives;

namespace ImageSearch.Api.Security;

/// <summary>Refuses what changes something, or costs work, when another site's page sends it. Browsers send forms and
/// empty POSTs without asking first (CORS), so that refusing to answer would be too late.</summary>
internal sealed class CrossSiteCheck(RequestDelegate next, ApiOptions options)
{
    private readonly IReadOnlyList<string> _origins = Origins.Parse(options.CorsOrigins);

    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method) || IsOwn(request)
                ? next(context)
                : TypedResults.Problem(
                    "The request comes from a page of another site. Allow its origin in IMAGESEARCH__API__CORSORIGINS, "
                    + "if you trust it.",
                    statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    private bool IsOwn(HttpRequest request)
    {
        // The browser's word, which holds behind a proxy too, where scheme and host may be others than it saw.
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "same-origin" or "none")
        {
            return true;
        }

        StringValues origin = request.Headers.Origin;
        if (origin.Count == 0)
        {
            // No browser; or an old one, which cannot be told from none.
            return site.Length == 0;
        }

        string name = origin.ToString();
        return _origins.Contains(Origins.All) || _origins.Contains(name)
            || name.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
