using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>The built tool as a child process that serves a library.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Time from the start of the process until <c>/readyz</c> answered 200.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Processor time that the process has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory of the process that is in RAM, in MiB, mapped files included.</summary>
    public double ResidentMiB => ReadStatus("VmRSS:");

    /// <summary>The same without mapped files.</summary>
    public double AnonymousMiB => ReadStatus("RssAnon:");

    /// <summary>Starts <c>api</c> on a free port and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; with what it wrote.</exception>
    public static async Task<ServerProcess> StartAsync(string tool, ServedLibrary library)
    {
        Uri address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        ProcessStartInfo info = new("dotnet", [tool, "api", "--library", library.Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        info.Environment["IMAGESEARCH__API__URL"] = address.GetLeftPart(UriPartial.Authority);
        info.Environment["IMAGESEARCH__API__THUMBNAILPATH"] = Path.Combine(library.Scratch, "thumbnails");
        long start = Stopwatch.GetTimestamp();
        ServerProcess server = new(Process.Start(info)!, address);
        server.ReadOutput();
        try
        {
            await server.WaitUntilReadyAsync(start);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void ReadOutput()
    {
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (_lastLines)
            {
                _lastLines.Enqueue(line.Data ?? "");
                if (_lastLines.Count > 30)
                {
                    _lastLines.Dequeue();
                }
            }
        };
        _process.OutputDataReceived += keep;
        _process.ErrorDataReceived += keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task WaitUntilReadyAsync(long start)
    {
        using HttpClient client = new() { BaseAddress = Address };
        while (Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
                if (response.IsSuccessStatusCode)
                {
                    StartTime = Stopwatch.GetElapsedTime(start);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(5);
        }

        lock (_lastLines)
        {
            throw new InvalidOperationException(
                $"The server {(_process.HasExited ? "ended" : "was not ready in time")}:\n"
                + string.Join('\n', _lastLines));
        }
    }

    private double ReadStatus(string field)
    {
        string line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(l => l.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(
            line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
