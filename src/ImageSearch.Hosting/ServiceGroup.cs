using System.Net.Sockets;
using ImageSearch.Hosting.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageSearch.Hosting;

/// <summary>Services of one process: started one after the other, and ended together.</summary>
/// <param name="time">The clock of the drain.</param>
public sealed class ServiceGroup(TimeProvider time) : IAsyncDisposable
{
    /// <summary>Longest that requests in hand are waited for at the end, of all services together. Orchestrators
    /// kill after 10 seconds.</summary>
    public static readonly TimeSpan DrainTime = ServiceHosting.ShutdownTimeout;

    private readonly List<(string Name, WebApplication Host)> _services = [];
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts a service.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="url">Where it is to listen, as the settings say.</param>
    /// <param name="setting">The variable that says so, for messages.</param>
    /// <param name="create">Builds it; from here on it belongs to the group.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>Its address, as this machine reaches it; with the port that was chosen where 0 was asked for.</returns>
    /// <exception cref="SettingsException"><paramref name="url"/> is no address.</exception>
    /// <exception cref="ServiceException">It cannot listen there.</exception>
    public async Task<Uri> StartAsync(
        string name, string url, string setting, Func<WebApplication> create, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(create);
        ServiceAddress.Check(url, setting);
        WebApplication host = create();
        _services.Add((name, host));
        host.Lifetime.ApplicationStopping.Register(() => _ending.TrySetResult());
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FindBindError(e) is { } reason)
        {
            throw new ServiceException(
                $"The {name} cannot listen on {url}: {reason} Or set {setting} to another address.", e);
        }

        return ServiceAddress.FromThisMachine(host.Urls.First());
    }

    /// <summary>Waits until the process is told to stop.</summary>
    /// <param name="cancellationToken">Another way to tell it.</param>
    /// <exception cref="ServiceException">A service has ended by itself.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken = default)
    {
        using CancellationTokenRegistration told = cancellationToken.Register(() => _ending.TrySetResult());
        await _ending.Task.ConfigureAwait(false);
        bool isTold = cancellationToken.IsCancellationRequested || _services.Exists(
            service => service.Host.Services.GetService<IHostLifetime>() is ServiceLifetime { IsSignalled: true });
        if (!isTold)
        {
            string name = _services.First(s => s.Host.Lifetime.ApplicationStopping.IsCancellationRequested).Name;
            throw new ServiceException($"The {name} has ended by itself; its log says why. Start it again.");
        }
    }

    /// <summary>Ends all services, the last one started first: a page is answered before its backend goes. Requests
    /// in hand are finished, those that take longer than <see cref="DrainTime"/> are broken off.</summary>
    public async Task StopAsync()
    {
        using CancellationTokenSource drain = new(DrainTime, time);
        foreach ((_, WebApplication host) in _services.AsEnumerable().Reverse())
        {
            try
            {
                await host.StopAsync(drain.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The time is over. What is left is broken off, and that is no failure of the service.
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach ((_, WebApplication host) in _services.AsEnumerable().Reverse())
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }

        _services.Clear();
    }

    // Kestrel wraps only the first of these.
    private static string? FindBindError(Exception error) => error switch
    {
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            "another program uses that port. End it.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "this user may not use that port. Take one from 1024.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "this machine has no such address.",
        SocketException socket => $"{socket.Message}.",
        _ => null,
    };
}
