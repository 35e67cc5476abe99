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
        StringValues origin = request.Headers.Origin;
        if (origin.Count > 0)
        {
            string name = origin.ToString();
            return _origins.Contains(Origins.All) || _origins.Contains(name)
                || name.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        }

        // No origin: an old browser, or none at all. Browsers of today say at least where the request comes from.
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }
}
