using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ImageSearch.Client;

namespace ImageSearch.Web.Tests;

/// <summary>What the made-up backend says; a test changes it as it goes.</summary>
internal sealed class CannedAnswers
{
    private static readonly string[] Names =
        ["office laptop.png", "kitchen.png", "a very long file name of a picture from last summer.png", "café.png",
            "beach dog.png", "market people.png", "red car.png"];

    public IReadOnlyList<ModelStatus> Models { get; set; } =
    [
        new("resnet", "ready", 256, 1200, "Residual network and text encoder", "MIT", null),
        new("vit", "ready", 256, 1200, "Vision transformer and text encoder", "MIT", null),
        new("clip", "ready", 512, 1200, "CLIP ViT-B/32", "MIT", null),
        new("old", "missing", null, null, null, null, "Install it: imagesearch models pull old"),
    ];

    /// <summary>Refuses everything but pictures when it is set.</summary>
    public int? Status { get; set; }

    public string Detail { get; set; } = "The backend says why.";

    public long Indexed { get; set; } = 1200;

    public long? MissingId { get; set; }

    public string? Warning { get; set; }

    public string? Name { get; set; }

    /// <summary>Searches wait until it is completed.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ConcurrentBag<SearchRequest> Requests { get; } = [];

    public IReadOnlyList<Item> Skipped { get; set; } = [];

    public SearchResponse Search(SearchRequest request)
    {
        string[] models = [.. request.Models ?? ["resnet", "vit"]];
        int start = request.Cursor is { } cursor ? int.Parse(cursor, null) : 0;
        return new SearchResponse(
            [.. models.Select((m, i) => new ModelResult(m, Hits(m, start, request.Count), i == 0 ? Warning : null,
                m == "old" ? "The model “old” is not installed." : null,
                start > 50 ? null : $"{start + request.Count}", new StageTimings(4.2 + i, 0.31, 5.1 + i)))],
            [.. Pairs(models)], 11.4);
    }

    public Item Item(long id) => new(id, Name ?? Names[id % Names.Length], $"holiday/2024/{Names[id % Names.Length]}",
        "photos", 183_204, new DateTimeOffset(2024, 7, 14, 9, 30, 0, default),
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 1024, 768, "indexed", null,
        ["resnet", "vit"]);

    public static IndexJob Job(int step) => new("job-1", step < 5 ? "running" : "completed", step * 20, 100, step > 2,
        step * 15, step * 4, 0, 0, step, null, new DateTimeOffset(2025, 1, 1, 8, 0, 0, default), null);

    public async IAsyncEnumerable<IndexJob> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int step = 0; step <= 5; step++)
        {
            yield return Job(step);
            await Task.Delay(JobStep, cancellationToken);
        }
    }

    public TimeSpan JobStep { get; set; } = TimeSpan.FromMilliseconds(1);

    // resnet has pictures 1, 2, 3, …; vit the same from 3 on in another order: 4, 3, 6, 5, …; clip 11, 12, …
    private List<Hit> Hits(string model, int start, int count) =>
        model == "old" ? [] : [.. Enumerable.Range(start, count).Select(i =>
        {
            long id = model switch { "resnet" => i + 1, "vit" => (i ^ 1) + 3, _ => i + 11 };
            return new Hit(i + 1, id, Name ?? Names[id % Names.Length], $"holiday/2024/{Names[id % Names.Length]}",
                (model == "vit" ? 0.34 : 0.31) * Math.Pow(0.96, i), 1024, 768);
        })];

    private static IEnumerable<ModelAgreement> Pairs(string[] models)
    {
        for (int first = 0; first < models.Length; first++)
        {
            for (int second = first + 1; second < models.Length; second++)
            {
                yield return new ModelAgreement(models[first], models[second], 10, 8, 0.8, 0.64);
            }
        }
    }
}
