using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageSearch.Cli.Tests;

/// <summary>A command that serves, on ports that the system chose.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private readonly Process _process;

    // Read from the start: a full pipe would hold the service up.
    private readonly Task<string> _output;

    private ServiceProcess(Process process, Task<string> output, string announcement)
    {
        _process = process;
        _output = output;
        Announcement = announcement;
        Frontend = Find("frontend");
        Backend = Find("backend");
    }

    /// <summary>The line on stderr that tells where the services are.</summary>
    public string Announcement { get; }

    public Uri? Frontend { get; }

    public Uri? Backend { get; }

    /// <summary>Every line on stderr before the announcement.</summary>
    public required IReadOnlyList<string> Before { get; init; }

    /// <summary>Starts a command and waits until it tells where its services are.</summary>
    public static async Task<ServiceProcess> StartAsync(TestFolder folder, params string[] arguments)
    {
        folder.Variables.TryAdd("IMAGESEARCH__API__URL", "http://127.0.0.1:0");
        folder.Variables.TryAdd("IMAGESEARCH__WEB__URL", "http://127.0.0.1:0");
        Process process = ToolProcess.Start(folder, arguments);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        List<string> before = [];
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Address().IsMatch(line) && line.Contains("Ctrl+C", StringComparison.Ordinal))
            {
                return new ServiceProcess(process, output, line) { Before = before };
            }

            before.Add(line);
        }

        throw new InvalidOperationException($"The service ended: {string.Join('\n', before)}");
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start(
            "kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public Task<ToolResult> FinishAsync() => ToolProcess.FinishAsync(_process, _output);

    /// <summary>Ends the service as an orchestrator does.</summary>
    public Task<ToolResult> StopAsync()
    {
        Signal("TERM");
        return FinishAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private Uri? Find(string name) => Address().Matches(Announcement)
        .Where(match => match.Groups["name"].Value == name)
        .Select(match => new Uri(match.Groups["url"].Value))
        .FirstOrDefault();

    [GeneratedRegex(@"(?<name>frontend|backend) (?<url>http://[\d.]+:\d+)")]
    private static partial Regex Address();
}
