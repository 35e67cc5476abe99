using System.Diagnostics;
using System.Text.Json;

namespace ImageSearch.Cli.Tests;

/// <summary>What the tool printed, and its exit code.</summary>
internal sealed record ToolResult(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output as one JSON document; fails when there is anything else.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Standard output as one JSON document a line.</summary>
    public JsonElement[] JsonLines =>
        [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}

/// <summary>Runs the built tool as a process, in a folder of its own.</summary>
internal static class ToolProcess
{
    /// <summary>The tool as it is built and run by people: with the shipped models beside it.</summary>
    public static string Shipped { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "ImageSearch.Cli.Tests", "bin"), Path.Combine("src", "ImageSearch.Cli", "bin"),
            StringComparison.Ordinal),
        "ImageSearch.Cli.dll");

    /// <summary>Starts the tool with its three streams redirected.</summary>
    public static Process Start(TestFolder folder, params string[] arguments) =>
        Start(Path.Combine(AppContext.BaseDirectory, "ImageSearch.Cli.dll"), folder, arguments);

    private static Process Start(string tool, TestFolder folder, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.ArgumentList.Add(tool);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("IMAGESEARCH__")).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder.Path, "data");
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder.Path, "cache");
        foreach ((string name, string value) in folder.Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the tool to its end, with nothing on stdin.</summary>
    public static async Task<ToolResult> RunAsync(TestFolder folder, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        process.StandardInput.Close();
        return await FinishAsync(process);
    }

    /// <summary>The same with the shipped models beside the tool.</summary>
    public static async Task<ToolResult> RunShippedAsync(TestFolder folder, params string[] arguments)
    {
        using Process process = Start(Shipped, folder, arguments);
        process.StandardInput.Close();
        return await FinishAsync(process);
    }

    /// <summary>Reads what is left, and waits for the end.</summary>
    /// <param name="process">The tool.</param>
    /// <param name="read">Standard output, where it is being read already.</param>
    public static async Task<ToolResult> FinishAsync(Process process, Task<string>? read = null)
    {
        // A tool that hangs fails its test instead of holding up all others.
        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        CancellationToken cancellationToken = limit.Token;
        using CancellationTokenRegistration kill = cancellationToken.Register(() => process.Kill());
        Task<string> output = read ?? process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new ToolResult(process.ExitCode, await output, await error);
    }
}
