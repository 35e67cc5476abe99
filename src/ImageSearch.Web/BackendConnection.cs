using System.Net;
using System.Net.Http.Headers;
using ImageSearch.Client;

namespace ImageSearch.Web;

/// <summary>How the frontend reaches the backend.</summary>
internal static class BackendConnection
{
    /// <summary>Name of the client that asks whether the backend is ready.</summary>
    public const string Readiness = "readiness";

    /// <summary>Adds <see cref="ImageSearchClient"/> and the client of <see cref="Readiness"/>.</summary>
    public static void Add(IServiceCollection services, WebOptions options, AuthenticationHeaderValue? key)
    {
        services.AddHttpClient<ImageSearchClient>(http =>
        {
            http.BaseAddress = Address(options);
            http.DefaultRequestHeaders.Authorization = key;
            http.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        }).UseOneHandler(options);
        services.AddHttpClient(Readiness, http =>
        {
            http.BaseAddress = Address(options);
            http.Timeout = TimeSpan.FromSeconds(Math.Min(2, options.TimeoutSeconds));
        }).UseOneHandler(options);
    }

    /// <summary>The backend's address, ending with a slash, so that paths are appended to it.</summary>
    public static Uri Address(WebOptions options) => new(options.BackendUrl.TrimEnd('/') + "/");

    /// <summary>Connections of the backend.</summary>
    /// <param name="options">Says how long to wait.</param>
    /// <param name="decompression">None where answers are passed on as they are.</param>
    public static SocketsHttpHandler CreateHandler(WebOptions options, DecompressionMethods decompression) => new()
    {
        // A backend that is started again in a container has another address behind the same name.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromSeconds(Math.Min(5, options.TimeoutSeconds)),
        AutomaticDecompression = decompression,
        AllowAutoRedirect = false,
        UseCookies = false,
        // HTTP_PROXY is for the outside; the backend stands beside the frontend.
        UseProxy = false,
    };

    // A circuit keeps its client for hours, so the handler's own lifetime must not end; connections have theirs.
    private static void UseOneHandler(this IHttpClientBuilder client, WebOptions options) => client
        .ConfigurePrimaryHttpMessageHandler(() => CreateHandler(options, DecompressionMethods.All))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();
}
