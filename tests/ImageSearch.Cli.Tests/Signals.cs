namespace ImageSearch.Cli.Tests;

/// <summary>What this process, and so its children, does with signals.</summary>
internal static class Signals
{
    /// <summary>Whether a signal is ignored, as SIGINT is in a background job.</summary>
    public static bool IsIgnored(int signal)
    {
        string mask = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToUInt64(mask[7..].Trim(), 16) >> (signal - 1) & 1) == 1;
    }
}
