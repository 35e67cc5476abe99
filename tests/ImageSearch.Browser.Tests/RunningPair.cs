using System.Net;
using ImageSearch.Api;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Browser.Tests;

/// <summary>A backend and a frontend on free ports of this machine, as people run them. The backend can be stopped and
/// started again at the same address.</summary>
internal sealed class RunningPair : IAsyncDisposable
{
    private readonly PictureLibrary _pictures;
    private WebApplication? _backend;
    private WebApplication? _frontend;

    private RunningPair(PictureLibrary pictures) => _pictures = pictures;

    public Uri Backend { get; private set; } = new("http://127.0.0.1:0");

    public Uri Frontend { get; private set; } = new("http://127.0.0.1:0");

    public static async Task<RunningPair> StartAsync(PictureLibrary pictures)
    {
        RunningPair pair = new(pictures);
        await pair.StartBackendAsync();
        pair._frontend = FrontendHost.Create(
            new WebOptions { Url = "http://127.0.0.1:0", BackendUrl = pair.Backend.AbsoluteUri }, LogLevel.Error);
        await pair._frontend.StartAsync();
        pair.Frontend = new Uri(pair._frontend.Urls.First());
        return pair;
    }

    /// <summary>Starts the backend, and waits until it is ready.</summary>
    public async Task StartBackendAsync()
    {
        _backend = BackendHost.Create(new BackendSettings
        {
            Api = new ApiOptions { Url = Backend.AbsoluteUri, ThumbnailPath = _pictures.Thumbnails },
            Library = new LibraryOptions { Path = _pictures.Library },
            Models = new ModelCatalogOptions(),
            LogLevel = LogLevel.Error,
        });
        await _backend.StartAsync();
        Backend = new Uri(_backend.Urls.First());
        await UntilAsync("readyz", _ => true);
    }

    /// <summary>Waits until the backend has seen that both models have vectors.</summary>
    public Task VectorsAsync() => UntilAsync(
        "v1/models", models => models.Split("\"ready\"").Length == 3);

    public async Task StopBackendAsync()
    {
        if (_backend is { } backend)
        {
            _backend = null;
            await backend.StopAsync();
            await backend.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_frontend is not null)
        {
            await _frontend.StopAsync();
            await _frontend.DisposeAsync();
        }

        await StopBackendAsync();
    }

    private async Task UntilAsync(string address, Func<string, bool> isTrue)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using HttpClient http = new() { BaseAddress = Backend };
        while (true)
        {
            using HttpResponseMessage answer = await http.GetAsync(address, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK
                && isTrue(await answer.Content.ReadAsStringAsync(cancellationToken)))
            {
                return;
            }

            await Task.Delay(20, cancellationToken);
        }
    }
}
