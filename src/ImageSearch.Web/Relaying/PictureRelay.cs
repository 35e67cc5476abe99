using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace ImageSearch.Web.Relaying;

/// <summary>Passes the backend's pictures and thumbnails on, so that a browser needs to reach the frontend
/// only.</summary>
/// <param name="forwarder">Copies requests and answers.</param>
/// <param name="options">Where the backend is, and how long to wait for it.</param>
/// <param name="key">Shown to the backend; null when it needs none.</param>
internal sealed class PictureRelay(IHttpForwarder forwarder, WebOptions options, AuthenticationHeaderValue? key)
    : IDisposable
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private readonly HttpMessageInvoker _http =
        new(BackendConnection.CreateHandler(options, DecompressionMethods.None));

    private readonly ForwarderRequestConfig _config = new()
    {
        ActivityTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    /// <summary>Maps the two addresses of a picture; no other of the backend is passed on.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder item = endpoints.MapGroup("/v1/items/{id:long}");
        item.MapMethods("/thumbnail", Methods, (long id, HttpContext context, PictureRelay relay) =>
            relay.SendAsync(context, Address(id, "thumbnail") + Size(context.Request)));
        item.MapMethods("/picture", Methods, (long id, HttpContext context, PictureRelay relay) =>
            relay.SendAsync(context, Address(id, "picture")));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // The address is written anew from what was understood of it: nothing else of a client's path gets through.
    private static string Address(long id, string resource) =>
        string.Create(CultureInfo.InvariantCulture, $"v1/items/{id}/{resource}");

    private static QueryString Size(HttpRequest request) =>
        request.Query["size"] is [{ Length: > 0 } size] ? QueryString.Create("size", size) : QueryString.Empty;

    private async Task<IResult> SendAsync(HttpContext context, string address)
    {
        Uri backend = BackendConnection.Address(options);
        ForwarderError error = await forwarder.SendAsync(
            context, backend.AbsoluteUri, _http, _config, new PictureTransformer(new Uri(backend, address), key));
        if (error == ForwarderError.None || context.Response.HasStarted
            || context.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }

        return error is ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled
            ? TypedResults.Problem(
                string.Create(CultureInfo.InvariantCulture,
                    $"The backend did not answer within {options.TimeoutSeconds} seconds. Try again."),
                statusCode: StatusCodes.Status504GatewayTimeout)
            : TypedResults.Problem(
                "The backend is not reached. Start it (imagesearch api), or correct IMAGESEARCH__WEB__BACKENDURL.",
                statusCode: StatusCodes.Status502BadGateway);
    }
}
