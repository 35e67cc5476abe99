using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Web.Tests;

/// <summary>A frontend that listens on a free port of this machine.</summary>
internal sealed class RunningFrontend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningFrontend(WebApplication app) => _app = app;

    /// <summary>An address where nothing listens: port 9 is "discard", and below those that systems hand out.</summary>
    public const string Nowhere = "http://127.0.0.1:9";

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public static async Task<RunningFrontend> StartAsync(string backend, Action<WebOptions>? change = null)
    {
        WebOptions options = new() { Url = "http://127.0.0.1:0", BackendUrl = backend };
        change?.Invoke(options);
        RunningFrontend frontend = new(FrontendHost.Create(options, LogLevel.None));
        await frontend._app.StartAsync();
        frontend.Http.BaseAddress = new Uri(frontend._app.Urls.First());
        return frontend;
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, Exact(address));
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, address, headers);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    // As it is written, with its dots and its encoded slashes.
    private Uri Exact(string address) => new(
        Http.BaseAddress!.AbsoluteUri.TrimEnd('/') + address,
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
