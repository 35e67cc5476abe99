using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageSearch.Embeddings;

namespace ImageSearch.Benchmarks.Indexing;

/// <summary>Measures indexing and writes <c>indexing.md</c> and <c>indexing.json</c> below benchmarks/results.</summary>
internal static class IndexingReport
{
    private const string Usage = "indexing-report --model FOLDER[,FOLDER…] [--pictures 500] [--turns 5] "
        + "[--threads 1,2] [--memory 1000,10000] [--out benchmarks/results]";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Runs with the arguments behind <c>indexing-report</c>; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        Dictionary<string, string> values = new()
        {
            ["--model"] = "",
            ["--pictures"] = "500",
            ["--turns"] = "5",
            ["--threads"] = "1," + Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["--memory"] = "1000,10000",
            ["--out"] = Path.Combine("benchmarks", "results"),
        };
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !values.ContainsKey(arguments[i]))
            {
                Console.Error.WriteLine($"Usage: {Usage}");
                return 2;
            }

            values[arguments[i]] = arguments[i + 1];
        }

        List<IndexingMeasurement> rates = [];
        List<MemoryMeasurement> memory = [];
        foreach (string folder in Split(values["--model"]))
        {
            using OnnxEmbedder embedder = new(folder);
            if (memory.Count == 0)
            {
                // First, while the process is small; the first size runs twice, because the first run also loads.
                List<int> sizes = [.. Split(values["--memory"]).Select(Number)];
                foreach (int size in sizes.Take(1).Concat(sizes))
                {
                    memory.Add(await MemoryMeasurement.TakeAsync(embedder, size));
                    Console.WriteLine(memory[^1]);
                }

                memory.RemoveAt(0);
            }

            foreach (int threads in Split(values["--threads"]).Select(Number))
            {
                using OnnxEmbedder measured = new(folder, new OnnxOptions { Threads = threads });
                rates.Add(await IndexingMeasurement.TakeAsync(
                    measured, threads, Number(values["--pictures"]), Number(values["--turns"])));
                Console.WriteLine(rates[^1]);
            }
        }

        Write(values["--out"], rates, memory, string.Join(' ', ["indexing-report", .. arguments]));
        return 0;
    }

    private static void Write(
        string folder, List<IndexingMeasurement> rates, List<MemoryMeasurement> memory, string command)
    {
        Machine machine = Machine.Describe();
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        command = $"dotnet run --project benchmarks/ImageSearch.Benchmarks -c Release -- {command}";
        string target = Path.Combine(folder, machine.Folder);
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "indexing.md"), Markdown(machine, rates, memory, date, command));
        File.WriteAllText(
            Path.Combine(target, "indexing.json"),
            JsonSerializer.Serialize(new { date, command, machine, rates, memory }, Indented) + "\n");
        Console.WriteLine($"Written: {Path.Combine(target, "indexing.md")}");
    }

    private static string Markdown(
        Machine machine,
        List<IndexingMeasurement> rates,
        List<MemoryMeasurement> memory,
        string date,
        string command)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Indexing

            {machine.ToMarkdown()}
            - date: {date}
            - command: `{command}`

            Pictures are JPEG drawings of 640 × 480 in memory, all different. "Model alone" is ONNX Runtime with the same
            options and threads on tensors that are ready; "decode alone" reads, decodes and resizes on all processors.
            "Possible" is what is left where both share the processors, so that their times add up; with an accelerator
            the smaller of the two rates. "Threads" are the model's. The share is the median of index over model alone, taken next to each other.

            | model | threads | pictures | model alone, 1/s | decode alone, 1/s | possible, 1/s | index, 1/s | share | second run |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|

            """);
        rates.ForEach(r => text.Append(
            CultureInfo.InvariantCulture,
            $"| {r.Model} | {r.Threads} | {r.Pictures:N0} | {r.EmbedRate:F1} | {r.DecodeRate:F1} | {r.Ceiling:F1} "
            + $"| {r.IndexRate:F1} | {r.Share:P0} | {r.SecondRunShare:P1} |\n"));
        text.Append("\n| pictures | peak memory, MiB | first run, s | second run, s |\n|--:|--:|--:|--:|\n");
        memory.ForEach(m => text.Append(
            CultureInfo.InvariantCulture,
            $"| {m.Pictures:N0} | {m.PeakMiB:F0} | {m.Seconds:F1} | {m.SecondSeconds:F2} |\n"));
        return text.ToString();
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
