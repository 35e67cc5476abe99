using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Benchmarks.Scan;

/// <summary>Measures the scan and writes <c>scan.md</c> and <c>scan.json</c> below benchmarks/results.</summary>
internal static class ScanReport
{
    private const string Usage =
        "scan-report [--rows 10000,100000,1000000] [--repetitions 25] [--out benchmarks/results]";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Runs with the arguments behind <c>scan-report</c>; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        int[] sizes = [10_000, 100_000, 1_000_000];
        int repetitions = 25;
        string folder = Path.Combine("benchmarks", "results");
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i], value)
            {
                case ("--rows", not null):
                    sizes = [.. value.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
                    break;
                case ("--repetitions", not null):
                    repetitions = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case ("--out", not null):
                    folder = value;
                    break;
                default:
                    Console.Error.WriteLine($"Usage: {Usage}");
                    return 2;
            }
        }

        Write(folder, Measure(sizes, repetitions), string.Join(' ', ["scan-report", .. arguments]));
        return 0;
    }

    private static List<ScanMeasurement> Measure(int[] sizes, int repetitions)
    {
        List<ScanMeasurement> measurements = [];
        foreach (int rows in sizes)
        {
            using ScanData data = new(rows);
            foreach (int batch in new[] { 1, 32 })
            {
                measurements.Add(ScanMeasurement.Take(data, batch, repetitions));
                Console.WriteLine(Line(measurements[^1]));
            }
        }

        return measurements;
    }

    private static void Write(string folder, List<ScanMeasurement> measurements, string command)
    {
        Machine machine = Machine.Describe();
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        command = $"dotnet run --project benchmarks/ImageSearch.Benchmarks -c Release -- {command}";
        string target = Path.Combine(folder, machine.Folder);
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "scan.md"), Markdown(machine, measurements, date, command));
        File.WriteAllText(
            Path.Combine(target, "scan.json"),
            JsonSerializer.Serialize(
                new { date, command, machine, kernel = DotKernel.Best.Name, measurements }, Indented) + "\n");
        Console.WriteLine($"Written: {Path.Combine(target, "scan.md")}");
    }

    private static string Markdown(Machine machine, List<ScanMeasurement> measurements, string date, string command)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Exact scan, 256 dimensions, top 10

            {machine.ToMarkdown()}
            - path: {DotKernel.Best.Name}
            - date: {date}
            - command: `{command}`

            Vectors: 24 hidden factors mixed into 256 dimensions with noise, length one, seeds in `ScanData`. Times are
            medians over turns of reading, scanning and float32 in one run, on all processors. "Read" is the time to
            read the bytes that a scan has to read (codes, scale and error of each row) and compute nothing; the share
            is read time over scan time. Recall is against the top ten of `TensorPrimitives.Dot` over float32, for 32
            queries. "Float32 rows" is how many rows a query needed in float32 because their codes could not rule them
            out.

            | rows | queries | int8 scan, ms | a query, ms | GB/s | read, ms | GB/s | share | float32, ms | recall@10 | float32 rows |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|

            """);
        measurements.ForEach(m => text.Append(Line(m)).Append('\n'));
        return text.ToString();
    }

    private static string Line(ScanMeasurement m) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {m.Rows:N0} | {m.Queries} | {m.ScanMs:F3} | {m.ScanMs / m.Queries:F3} | {m.ScanBandwidth:F1} "
        + $"| {m.ReadMs:F3} | {m.ReadBandwidth:F1} | {m.ReadMs / m.ScanMs:P0} | {m.FloatMs:F3} | {m.RecallAt10:F3} "
        + $"| {m.FloatRows:N0} |");
}
