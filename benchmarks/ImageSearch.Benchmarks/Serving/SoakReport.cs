using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageSearch.Embeddings;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>Asks the backend mixed questions for minutes, watches its memory, and writes <c>soak.md</c> and
/// <c>soak.json</c> below benchmarks/results.</summary>
internal static class SoakReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Runs with the arguments behind <c>soak-report</c>; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (ReportArguments.Parse("soak-report", arguments, new()
        {
            ["--minutes"] = "10",
            ["--clients"] = "4",
            ["--pictures"] = "100000",
            ["--photos"] = "300",
            ["--sample"] = "10",
            ["--models"] = "models/resnet,models/vit",
            ["--tool"] = ServingReport.DefaultTool,
            ["--out"] = Path.Combine("benchmarks", "results"),
        }) is not { } values)
        {
            return 2;
        }

        List<IEmbedder> models = [.. values["--models"].Split(',').Select(folder => new OnnxEmbedder(folder))];
        try
        {
            using ServedLibrary served = await ServedLibrary.CreateAsync(
                models, values.Number("--photos"), values.Number("--pictures"));
            await using ServerProcess server = await ServerProcess.StartAsync(values["--tool"], served);
            MixedLoad load = new(
                server.Address, [.. models.Select(m => m.Model)], values.Number("--photos"),
                values.Number("--pictures"));
            List<SoakSample> samples = await WatchAsync(server, load, values);
            Write(values, samples, load, string.Join(' ', ["soak-report", .. arguments]));
            return load.Failures == 0 ? 0 : 1;
        }
        finally
        {
            models.ForEach(m => m.Dispose());
        }
    }

    private static async Task<List<SoakSample>> WatchAsync(
        ServerProcess server, MixedLoad load, ReportArguments values)
    {
        using CancellationTokenSource end = new();
        Task[] clients = [.. Enumerable.Range(0, values.Number("--clients")).Select(seed =>
            Task.Run(() => load.RunAsync(new Random(seed), end.Token)))];
        List<SoakSample> samples = [];
        TimeSpan length = TimeSpan.FromMinutes(values.Real("--minutes"));
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(values.Real("--sample")));
            samples.Add(new SoakSample(
                Stopwatch.GetElapsedTime(start).TotalSeconds, load.Requests, load.Failures, server.ResidentMiB,
                server.AnonymousMiB));
            Console.WriteLine(Line(samples[^1]));
        }

        await end.CancelAsync();
        await Task.WhenAll(clients);
        return samples;
    }

    private static void Write(ReportArguments values, List<SoakSample> samples, MixedLoad load, string command)
    {
        Machine machine = Machine.Describe();
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        command = $"dotnet run --project benchmarks/ImageSearch.Benchmarks -c Release -- {command}";
        string target = Path.Combine(values["--out"], machine.Folder);
        Directory.CreateDirectory(target);
        List<KindFigures> kinds = load.Describe();
        double growth = Growth(samples);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Serving for a long time

            {machine.ToMarkdown()}
            - date: {date}
            - command: `{command}`
            - data: {values.Number("--pictures"):N0} pictures with synthetic vectors, {values.Number("--photos"):N0} real
              small ones, both models

            {values.Number("--clients")} clients ask mixed questions with a pause after each. An answer of another status
            than the question deserves (200, or 4xx for a wrong one), or none, is a failure. Memory of the backend's
            process grew by {growth:F1} MiB an hour in the second half of the run (least squares over its anonymous
            memory).

            | question | asked | failures | p50, ms | p99, ms |
            |---|--:|--:|--:|--:|

            """);
        kinds.ForEach(k => text.Append(
            CultureInfo.InvariantCulture,
            $"| {k.Kind} | {k.Asked:N0} | {k.Failures:N0} | {k.P50Ms:F1} | {k.P99Ms:F1} |\n"));
        if (load.FirstFailure is { } failure)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nFirst failure: {failure}\n");
        }

        text.Append("\n| seconds | questions | failures | resident, MiB | anonymous, MiB |\n|--:|--:|--:|--:|--:|\n");
        samples.ForEach(s => text.Append(Line(s)).Append('\n'));
        File.WriteAllText(Path.Combine(target, "soak.md"), text.ToString());
        File.WriteAllText(
            Path.Combine(target, "soak.json"),
            JsonSerializer.Serialize(new { date, command, machine, growth, kinds, samples }, Indented) + "\n");
        Console.WriteLine($"Written: {Path.Combine(target, "soak.md")}");
    }

    private static double Growth(List<SoakSample> samples)
    {
        SoakSample[] half = [.. samples.Skip(samples.Count / 2)];
        double time = half.Average(s => s.Seconds);
        double memory = half.Average(s => s.AnonymousMiB);
        double squares = half.Sum(s => (s.Seconds - time) * (s.Seconds - time));
        return squares == 0
            ? 0
            : half.Sum(s => (s.Seconds - time) * (s.AnonymousMiB - memory)) / squares * 3600;
    }

    private static string Line(SoakSample s) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {s.Seconds:F0} | {s.Requests:N0} | {s.Failures:N0} | {s.ResidentMiB:F1} | {s.AnonymousMiB:F1} |");
}

/// <summary>The state at one moment of a soak.</summary>
internal sealed record SoakSample(
    double Seconds, int Requests, int Failures, double ResidentMiB, double AnonymousMiB);
