using ImageSearch.Client;
using ImageSearch.Decoding;
using ImageSearch.Indexing;
using ImageSearch.Embeddings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Api.Tests;

/// <summary>A backend that listens on a free port of this machine, with folders of its own; deleted at the end.
/// </summary>
internal sealed class RunningBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningBackend(WebApplication app, BackendFolder folder, RecordedLog log, Uri address)
    {
        _app = app;
        Folder = folder;
        Log = log;
        Http = new HttpClient { BaseAddress = address };
        Client = new ImageSearchClient(Http);
    }

    public BackendFolder Folder { get; }

    /// <summary>Everything that was logged, at every level.</summary>
    public RecordedLog Log { get; }

    public HttpClient Http { get; }

    public ImageSearchClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => Http.BaseAddress!;

    /// <summary>Starts a backend.</summary>
    /// <param name="change">Changes the options.</param>
    /// <param name="folder">Where library, models and pictures are; null makes one. The backend owns it.</param>
    /// <param name="services">Changes the services.</param>
    /// <param name="map">Adds endpoints.</param>
    /// <param name="decoding">Which pictures are too large; null is the defaults.</param>
    public static async Task<RunningBackend> StartAsync(
        Action<ApiOptions>? change = null,
        BackendFolder? folder = null,
        Action<IServiceCollection>? services = null,
        Action<IEndpointRouteBuilder>? map = null,
        DecodeLimits? decoding = null)
    {
        folder ??= new BackendFolder();
        RecordedLog log = new();
        ApiOptions api = new() { Url = "http://127.0.0.1:0", ThumbnailPath = folder.At("thumbnails") };
        change?.Invoke(api);
        BackendSettings settings = new()
        {
            Api = api,
            Library = new LibraryOptions { Path = folder.At("library") },
            Models = new ModelCatalogOptions { Path = folder.At("models") },
            Decoding = decoding ?? new DecodeLimits(),
            LogLevel = LogLevel.Trace,
        };
        WebApplication app = BackendHost.Create(
            settings,
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(log);
                services?.Invoke(builder.Services);
            },
            map ?? (_ => { }));
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First();
        return new RunningBackend(app, folder, log, new Uri(address));
    }

    /// <summary>Stops listening, as SIGTERM does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Folder.Dispose();
    }
}
