using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace ImageSearch.Hosting;

/// <summary>Ends a service as orchestrators and people expect: the first SIGTERM or SIGINT (Ctrl+C) lets requests in
/// hand finish, the second one ends the process at once.</summary>
/// <param name="application">The host that is stopped.</param>
/// <remarks>Register it as <see cref="IHostLifetime"/>. The one of .NET swallows the second signal.</remarks>
public sealed class ServiceLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    /// <summary>True once the process was told to stop.</summary>
    public bool IsSignalled => Volatile.Read(ref _signals) > 0;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void OnSignal(PosixSignalContext context)
    {
        // Where it is not cancelled, the system's default applies, which ends the process.
        if (Interlocked.Increment(ref _signals) == 1)
        {
            context.Cancel = true;
            application.StopApplication();
        }
    }
}
