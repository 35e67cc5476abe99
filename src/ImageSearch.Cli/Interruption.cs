using System.Runtime.InteropServices;
using ImageSearch.Cli.Output;

namespace ImageSearch.Cli;

/// <summary>Turns the first Ctrl+C (or SIGTERM) into a cancellation; the second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Terminal _terminal;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _signals;

    /// <summary>Listens from now on.</summary>
    public Interruption(Terminal terminal)
    {
        _terminal = terminal;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            return; // not cancelled: the system's default, which ends the process, applies
        }

        context.Cancel = true;
        _terminal.Note("Stopping after the work in hand. Press Ctrl+C again to stop at once.");
        _source.Cancel();
    }
}
