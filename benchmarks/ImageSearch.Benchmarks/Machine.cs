using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ImageSearch.Benchmarks;

/// <summary>The facts about a machine without which a figure says nothing.</summary>
internal sealed partial record Machine(
    string Processor, int Processors, double MemoryGiB, string OperatingSystem, string Runtime)
{
    public static Machine Describe()
    {
        Dictionary<string, string> cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").TakeWhile(line => line.Length > 0)
                .Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
                .ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim())
            : [];
        string name = cpu.GetValueOrDefault("model name", RuntimeInformation.ProcessArchitecture.ToString());
        if (cpu.TryGetValue("cpu family", out string? family) && cpu.TryGetValue("model", out string? model))
        {
            name += $" family {family} model {model}";
        }

        return new Machine(
            name,
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription);
    }

    /// <summary>Name of the folder in benchmarks/results.</summary>
    public string Folder => NotLetters().Replace(
        string.Create(CultureInfo.InvariantCulture, $"{Processor} {Processors} cpu").ToLowerInvariant(), "-").Trim('-');

    /// <summary>The facts as a Markdown list.</summary>
    public string ToMarkdown() => string.Create(CultureInfo.InvariantCulture, $"""
        - processor: {Processor}, {Processors} logical processors
        - memory: {MemoryGiB:F1} GiB
        - system: {OperatingSystem}, {Runtime}
        """);

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotLetters();
}
