using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace ImageSearch.Web.Relaying;

/// <summary>Lets through only those headers that pictures need, in both directions.</summary>
/// <param name="address">The picture in the backend.</param>
/// <param name="key">Shown to the backend; null when it needs none.</param>
internal sealed class PictureTransformer(Uri address, AuthenticationHeaderValue? key) : HttpTransformer
{
    /// <summary>Names a request in the logs of frontend and backend.</summary>
    private const string RequestId = "X-Request-Id";

    // A client's cookies and its Authorization are not among them.
    private static readonly string[] RequestHeaders =
    [
        HeaderNames.Accept, HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince, HeaderNames.IfRange,
        HeaderNames.Range,
    ];

    private static readonly string[] TraceHeaders = [HeaderNames.TraceParent, HeaderNames.TraceState];

    // The frontend sets its own security headers; what the backend set would double them.
    private static readonly string[] ResponseHeaders =
    [
        HeaderNames.AcceptRanges, HeaderNames.CacheControl, HeaderNames.ETag, HeaderNames.LastModified,
        HeaderNames.RetryAfter, HeaderNames.Vary,
    ];

    private static readonly string[] ContentHeaders =
    [
        HeaderNames.ContentDisposition, HeaderNames.ContentLength, HeaderNames.ContentRange, HeaderNames.ContentType,
        HeaderNames.LastModified,
    ];

    /// <inheritdoc/>
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = address;
        proxyRequest.Headers.Authorization = key;
        Copy(httpContext.Request.Headers, RequestHeaders, proxyRequest.Headers);
        if (Activity.Current is null)
        {
            // Otherwise the connection names the frontend's own span of the trace.
            Copy(httpContext.Request.Headers, TraceHeaders, proxyRequest.Headers);
        }

        proxyRequest.Headers.TryAddWithoutValidation(RequestId, httpContext.TraceIdentifier);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return ValueTask.FromResult(false);
        }

        Copy(proxyResponse.Headers.NonValidated, ResponseHeaders, httpContext.Response.Headers);
        Copy(proxyResponse.Content.Headers.NonValidated, ContentHeaders, httpContext.Response.Headers);

        // A picture is data, also when someone opens an SVG or something worse in a tab of its own.
        httpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return ValueTask.FromResult(true);
    }

    private static void Copy(IHeaderDictionary from, string[] names, HttpRequestHeaders to)
    {
        foreach (string name in names)
        {
            if (from.TryGetValue(name, out StringValues values))
            {
                to.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
            }
        }
    }

    private static void Copy(HttpHeadersNonValidated from, string[] names, IHeaderDictionary to)
    {
        foreach (string name in names)
        {
            if (from.TryGetValues(name, out HeaderStringValues values))
            {
                to[name] = values.ToArray();
            }
        }
    }
}
