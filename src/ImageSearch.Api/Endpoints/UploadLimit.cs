using Microsoft.AspNetCore.Mvc;

namespace ImageSearch.Api.Endpoints;

/// <summary>Bounds of request bodies.</summary>
internal static class UploadLimit
{
    /// <summary>Most bytes of a body, where nothing else is said; what is sent is a query, not a book.</summary>
    public const long JsonBytes = 64 * 1024;

    /// <summary>Lets an endpoint take a picture in a form. Forms need no token here: no cookie identifies anyone, and
    /// other sites' pages are refused before.</summary>
    public static RouteHandlerBuilder TakesPicture(this RouteHandlerBuilder endpoint, ApiOptions options) =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute(options.UploadBytes + JsonBytes)).DisableAntiforgery();
}
