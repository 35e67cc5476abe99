using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>Measures the backend under load and writes <c>serving.md</c> and <c>serving.json</c> below
/// benchmarks/results.</summary>
internal static class ServingReport
{
    // Few enough that all of them are answered from the text cache.
    private const int RepeatedSentences = 100;
    private const int Restarts = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The tool that was built with the benchmarks.</summary>
    public static string DefaultTool => Path.Combine(AppContext.BaseDirectory, "ImageSearch.Cli.dll");

    /// <summary>Runs with the arguments behind <c>serving-report</c>; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (ReportArguments.Parse("serving-report", arguments, new()
        {
            ["--pictures"] = "100000",
            ["--seconds"] = "10",
            ["--clients"] = "1,8,64",
            ["--models"] = "models/resnet,models/vit",
            ["--tool"] = DefaultTool,
            ["--out"] = Path.Combine("benchmarks", "results"),
        }) is not { } values)
        {
            return 2;
        }

        List<IEmbedder> models = [.. values["--models"].Split(',').Select(folder => new OnnxEmbedder(folder))];
        try
        {
            ServingFigures figures = await MeasureAsync(models, values);
            Write(values["--out"], figures, values.Number("--pictures"), string.Join(' ', ["serving-report", .. arguments]));
            return 0;
        }
        finally
        {
            models.ForEach(m => m.Dispose());
        }
    }

    private static async Task<ServingFigures> MeasureAsync(List<IEmbedder> models, ReportArguments values)
    {
        using ServedLibrary served = await ServedLibrary.CreateAsync(models, 0, values.Number("--pictures"));
        ServingFigures figures = new();
        await using (ServerProcess first = await ServerProcess.StartAsync(values["--tool"], served))
        {
            figures.FirstStart = first.StartTime;
        }

        for (int i = 0; i < Restarts; i++)
        {
            await using ServerProcess again = await ServerProcess.StartAsync(values["--tool"], served);
            figures.Restarts.Add(again.StartTime);
        }

        await using ServerProcess server = await ServerProcess.StartAsync(values["--tool"], served);
        using Library library = Library.Open(served.Folder);
        FlatStore[] stores = [.. models.Select(m => FlatStore.Open(library, m.ModelHash))];
        await LoadAsync(figures, models, stores, server, values);
        figures.ResidentMiB = server.ResidentMiB;
        figures.AnonymousMiB = server.AnonymousMiB;
        Array.ForEach(stores, s => s.Dispose());
        return figures;
    }

    private static async Task LoadAsync(
        ServingFigures figures, List<IEmbedder> models, FlatStore[] stores, ServerProcess server,
        ReportArguments values)
    {
        double seconds = values.Real("--seconds");
        Sentences sentences = new();
        string[] repeated = [.. Enumerable.Range(0, RepeatedSentences).Select(_ => sentences.Next())];
        int next = 0;
        foreach (int clients in values.Numbers("--clients"))
        {
            foreach (int asked in new[] { 1, models.Count }.Distinct())
            {
                // Beside each other in time, so that what else the machine does weighs on both alike.
                StageRates[] rates = new StageRates[asked];
                for (int m = 0; m < asked; m++)
                {
                    rates[m] = await StageRates.TakeAsync(models[m], stores[m], clients, sentences, seconds / 5);
                    figures.Stages.Add(rates[m]);
                }

                string[] names = [.. models.Take(asked).Select(m => m.Model)];
                figures.Distinct.Add(await LoadMeasurement.TakeAsync(
                    server, names, clients, sentences.Next, seconds,
                    (1 / rates.Sum(r => (1 / r.Encode.Rate) + (1 / r.Scan.Rate)),
                        rates.Sum(r => r.Encode.ProcessorMs + r.Scan.ProcessorMs))));
                figures.Repeated.Add(await LoadMeasurement.TakeAsync(
                    server, names, clients,
                    () => repeated[(Interlocked.Increment(ref next) & int.MaxValue) % repeated.Length], seconds,
                    (1 / rates.Sum(r => 1 / r.Scan.Rate), rates.Sum(r => r.Scan.ProcessorMs))));
                Console.WriteLine(Line(figures.Distinct[^1]) + Line(figures.Repeated[^1]));
            }
        }
    }

    private static void Write(string folder, ServingFigures figures, int pictures, string command)
    {
        Machine machine = Machine.Describe();
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        command = $"dotnet run --project benchmarks/ImageSearch.Benchmarks -c Release -- {command}";
        string target = Path.Combine(folder, machine.Folder);
        Directory.CreateDirectory(target);
        File.WriteAllText(
            Path.Combine(target, "serving.md"), Markdown(machine, figures, pictures, date, command));
        File.WriteAllText(
            Path.Combine(target, "serving.json"),
            JsonSerializer.Serialize(new { date, command, machine, pictures, figures }, Indented) + "\n");
        Console.WriteLine($"Written: {Path.Combine(target, "serving.md")}");
    }

    private static string Markdown(
        Machine machine, ServingFigures figures, int pictures, string date, string command)
    {
        const string head =
            "| models | clients | queries/s | possible, 1/s | share | p50, ms | p99, ms | processor, ms | of that alone, ms "
            + "| queries | failures |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Serving

            {machine.ToMarkdown()}
            - date: {date}
            - command: `{command}`
            - data: {pictures:N0} pictures, each with a synthetic vector of 256 dimensions for each model (`ScanData`)

            The backend is the built tool as a process of its own, with its default options. Clients are in the process of
            the report on the same machine, so that they share its processors with the backend; each asks
            `POST /v1/search` for 20 results again as soon as it has its answer. "Possible" is what encoding and scanning
            would allow if nothing else took time: both measured alone just before each line, in another process on all
            processors, with as many queries at a time as there are clients; of several models the times add up. The share
            is queries/s over that. "Processor" is the processor time of the backend for a query, "of that alone" what
            encoding and scanning take alone: what else runs on the machine changes these less.

            ## Start

            Until `/readyz` answers 200: {figures.FirstStart.TotalSeconds:F2} s for the first time, which derives the scan
            files, {figures.Restarts.Order().ElementAt(figures.Restarts.Count / 2).TotalSeconds:F2} s afterwards (median of
            {figures.Restarts.Count}). Memory after the load: {figures.ResidentMiB:F0} MiB resident, of which
            {figures.AnonymousMiB:F0} MiB are not mapped files.

            ## Sentences that are all different

            {head}
            """);
        figures.Distinct.ForEach(m => text.Append(Line(m)));
        text.Append(CultureInfo.InvariantCulture, $"""

            ## The same {RepeatedSentences} sentences again and again

            Their vectors are kept, so that "possible" is the scan alone.

            {head}
            """);
        figures.Repeated.ForEach(m => text.Append(Line(m)));
        text.Append("\n## Stages alone\n\n| model | queries at a time | encode, 1/s | processor, ms | scan, 1/s "
            + "| processor, ms |\n|---|--:|--:|--:|--:|--:|\n");
        figures.Stages.ForEach(s => text.Append(
            CultureInfo.InvariantCulture, $"| {s.Model} | {s.Together} | {s.Encode.Rate:F0} | {s.Encode.ProcessorMs:F3} | {s.Scan.Rate:F0} "
            + $"| {s.Scan.ProcessorMs:F3} |\n"));
        return text.ToString();
    }

    private static string Line(LoadMeasurement m) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {string.Join(", ", m.Models)} | {m.Clients} | {m.Rate:F1} | {m.PossibleRate:F1} | {m.Rate / m.PossibleRate:P0} "
        + $"| {m.P50Ms:F1} | {m.P99Ms:F1} | {m.ProcessorMs:F2} | {m.PossibleProcessorMs:F2} "
        + $"| {m.Requests:N0} | {m.Failures:N0} |\n");
}
