using System.Text.Json;
using ScottPlot;

namespace ImageSearch.Training.Optimisation;

/// <summary>A run's log: one JSON line an entry in <c>log.jsonl</c>, and its curves as <c>curves.png</c>.</summary>
internal sealed class RunLog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _folder;
    private readonly string _path;
    private readonly List<LogEntry> _entries = [];

    /// <summary>Opens the log; entries from <paramref name="fromStep"/> on, which a killed run wrote after its last
    /// checkpoint, are dropped.</summary>
    public RunLog(string folder, int fromStep)
    {
        _folder = folder;
        _path = Path.Combine(folder, "log.jsonl");
        if (File.Exists(_path))
        {
            _entries.AddRange(File.ReadLines(_path)
                .Where(line => line.EndsWith('}'))
                .Select(line => JsonSerializer.Deserialize<LogEntry>(line, Json)!)
                .Where(entry => entry.Step <= fromStep));
        }

        File.WriteAllLines(_path, _entries.Select(entry => JsonSerializer.Serialize(entry, Json)));
    }

    /// <summary>Appends an entry.</summary>
    public void Write(LogEntry entry)
    {
        _entries.Add(entry);
        File.AppendAllText(_path, JsonSerializer.Serialize(entry, Json) + "\n");
    }

    /// <summary>Draws loss and recall over the steps.</summary>
    public void Draw()
    {
        Multiplot figure = new();
        figure.AddPlots(2);
        Plot loss = figure.GetPlot(0), recall = figure.GetPlot(1);
        LogEntry[] steps = [.. _entries.Where(e => e.Loss is not null)];
        loss.Add.SignalXY([.. steps.Select(e => (double)e.Step)], [.. steps.Select(e => e.Loss!.Value)]);
        loss.Title("Training loss");
        loss.XLabel("step");
        IEnumerable<string> sets = _entries.SelectMany(e => e.Recall?.Keys ?? []).Distinct();
        foreach (string set in sets)
        {
            LogEntry[] measured = [.. _entries.Where(e => e.Recall?.ContainsKey(set) == true)];
            var line = recall.Add.Scatter(
                measured.Select(e => (double)e.Step).ToArray(), measured.Select(e => e.Recall![set]).ToArray());
            line.LegendText = set;
        }

        recall.Title("Validation, text to image, R@10 in per cent");
        recall.XLabel("step");
        recall.ShowLegend(Alignment.UpperLeft);
        figure.SavePng(Path.Combine(_folder, "curves.png"), 900, 800);
    }
}

/// <summary>One line of the log.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Loss">Mean total loss since the last entry.</param>
/// <param name="Contrastive">Mean loss of pictures against sentences.</param>
/// <param name="Teacher">Mean loss of the teacher's vectors against sentences.</param>
/// <param name="Distance">Mean of 1 − cosine between student and teacher.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="PicturesPerSecond">Speed since the last entry.</param>
/// <param name="Recall">Validation, text→image R@10 in per cent by data set.</param>
internal sealed record LogEntry(
    int Step, DateTimeOffset At, double? Loss = null, double? Contrastive = null, double? Teacher = null,
    double? Distance = null, double? Rate = null, double? PicturesPerSecond = null,
    IReadOnlyDictionary<string, double>? Recall = null);
