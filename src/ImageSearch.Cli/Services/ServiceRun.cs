using ImageSearch.Api;
using ImageSearch.Hosting;
using ImageSearch.Web;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Cli.Services;

/// <summary>Runs the backend, the frontend, or both in this process, until the process is told to stop.</summary>
internal sealed class ServiceRun(Tool tool, LogLevel defaultLevel) : IAsyncDisposable
{
    /// <summary>Longest that is waited for the backend before its address is told.</summary>
    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(20);

    private readonly ServiceGroup _services = new(tool.Time);
    private readonly List<string> _told = [];
    private string? _internalKey;
    private Uri? _backend;

    private LogLevel Level => tool.Settings.Log.Level ?? defaultLevel;

    /// <summary>Runs services to their end. A signal is how they end, so it is never a failure.</summary>
    /// <param name="tool">What every command works with.</param>
    /// <param name="defaultLevel">What is logged unless the settings say.</param>
    /// <param name="serve">Starts them and waits.</param>
    /// <param name="cancellationToken">Cancelled by the signal.</param>
    public static async Task<Outcome> RunAsync(
        Tool tool, LogLevel defaultLevel, Func<ServiceRun, Task> serve, CancellationToken cancellationToken)
    {
        await using ServiceRun services = new(tool, defaultLevel);
        try
        {
            await serve(services);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It came while they were starting.
        }

        return Outcome.Done;
    }

    /// <summary>Starts the backend.</summary>
    /// <param name="library">The library's folder.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="setting">What says so, for messages.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public async Task<Uri> StartBackendAsync(
        string library, string url, string setting, CancellationToken cancellationToken)
    {
        tool.Settings.Library.Path = library;
        tool.Settings.Api.Url = url;
        BackendSettings settings = new()
        {
            Api = tool.Settings.Api,
            Library = tool.Settings.Library,
            Models = tool.Settings.Models,
            Onnx = tool.Settings.Onnx,
            Decoding = tool.Settings.Decoding,
            Index = tool.Settings.Index,
            LogLevel = Level,
        };
        _backend = await _services.StartAsync(
            "backend", url, setting, () => BackendHost.Create(settings), cancellationToken);
        _told.Add($"backend {Show(_backend)}");
        return _backend;
    }

    /// <summary>Starts the frontend; its backend is the one of this process, if there is one.</summary>
    /// <param name="url">Where it listens.</param>
    /// <param name="setting">What says so, for messages.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public async Task<Uri> StartFrontendAsync(string url, string setting, CancellationToken cancellationToken)
    {
        WebOptions options = tool.Settings.Web;
        options.Url = url;
        if (_backend is not null)
        {
            options.BackendUrl = _backend.AbsoluteUri;
            (options.ApiKey, options.ApiKeyFile) = _internalKey is null
                ? (options.ApiKey, options.ApiKeyFile)
                : (_internalKey, "");
        }

        Uri address = await _services.StartAsync(
            "frontend", url, setting, () => FrontendHost.Create(options, Level), cancellationToken);
        _told.Insert(0, $"frontend {Show(address)}");
        return address;
    }

    /// <summary>Lets a frontend of this process in where the backend asks for a key and the settings give the
    /// frontend none. Call it before the backend is started.</summary>
    public void ShareKey()
    {
        ApiOptions api = tool.Settings.Api;
        WebOptions web = tool.Settings.Web;
        bool isGuarded = api.KeyHashes.Length > 0 || api.KeyHashesFile.Length > 0;
        if (isGuarded && web.ApiKey.Length == 0 && web.ApiKeyFile.Length == 0)
        {
            (string key, string hash) = ApiKey.Generate();
            _internalKey = key;
            api.KeyHashes = api.KeyHashes.Length > 0 ? $"{api.KeyHashes},{hash}" : hash;
        }
    }

    /// <summary>Waits until the backend of this process answers searches.</summary>
    /// <param name="limit">Longest wait.</param>
    /// <param name="cancellationToken">Ends the wait; no failure.</param>
    /// <returns>Null when it is ready, else why not.</returns>
    public async Task<string?> WaitForReadinessAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        Uri address = new(_backend!, "readyz");
        long start = tool.Time.GetTimestamp();
        while (true)
        {
            string? problem = await HealthProbe.FindProblemAsync(address, CancellationToken.None);
            if (problem is null || cancellationToken.IsCancellationRequested
                || tool.Time.GetElapsedTime(start) >= limit)
            {
                return problem;
            }

            await Task.Delay(ReadyPause, tool.Time, CancellationToken.None);
        }
    }

    /// <summary>Tells where the services are, waits until the process is told to stop, and ends them.</summary>
    /// <exception cref="ServiceException">A service has ended by itself.</exception>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        string? problem = _backend is null ? null : await WaitForReadinessAsync(ReadyTime, cancellationToken);
        string state = problem is null ? "Ready" : "Started, but not ready to search";
        tool.Terminal.Note($"{state}: {string.Join(", ", _told)}. Press Ctrl+C to end.");
        await _services.WaitAsync(cancellationToken);
        await _services.StopAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string Show(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
