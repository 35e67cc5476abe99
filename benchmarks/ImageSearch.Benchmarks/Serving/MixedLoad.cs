using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>Questions of all kinds, wrong ones among them, at a moderate pace.</summary>
internal sealed class MixedLoad(Uri address, string[] models, int photos, int pictures)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly int[] Sizes = [64, 128, 256, 512];

    // What is wrong with each: blank, unknown item, too many, no JSON, no such model, a cursor that is none.
    private static readonly string[] WrongBodies =
    [
        """{"query":" "}""", """{"similarTo":999999999}""", """{"query":"a dog","count":100000}""", "{\"query\":",
        """{"query":"a dog","models":["none"]}""", """{"query":"a dog","cursor":"damaged"}""",
    ];

    private readonly Sentences _sentences = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(double Ms, bool IsGood)>> _outcomes = new();
    private int _requests;
    private int _failures;

    public int Requests => Volatile.Read(ref _requests);

    public int Failures => Volatile.Read(ref _failures);

    /// <summary>What the first failed question got; null when none failed.</summary>
    public string? FirstFailure { get; private set; }

    /// <summary>Asks until it is cancelled.</summary>
    public async Task RunAsync(Random random, CancellationToken end)
    {
        using HttpClient client = new() { BaseAddress = address };
        while (!end.IsCancellationRequested)
        {
            int kind = random.Next(100);
            await (kind switch
            {
                < 55 => SearchAsync(client, "words", JsonSerializer.Serialize(
                    new { query = _sentences.Next(), count = random.Next(1, 100) })),
                < 65 => SearchAsync(client, "words that come again", JsonSerializer.Serialize(
                    new { query = $"a dog number {random.Next(50)}", models = models[..1] })),
                < 80 => SearchAsync(client, "similar", JsonSerializer.Serialize(
                    new { similarTo = random.Next(1, photos + pictures) })),
                < 95 => ThumbnailAsync(client, random),
                _ => WrongAsync(client, WrongBodies[random.Next(WrongBodies.Length)]),
            });
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>How each kind of question fared.</summary>
    public List<KindFigures> Describe() => [.. _outcomes.OrderBy(o => o.Key).Select(o =>
    {
        List<double> times = [.. o.Value.Select(v => v.Ms).Order()];
        return new KindFigures(
            o.Key, times.Count, o.Value.Count(v => !v.IsGood), LoadMeasurement.At(times, 0.5),
            LoadMeasurement.At(times, 0.99));
    })];

    private Task SearchAsync(HttpClient client, string kind, string body) => AskAsync(
        kind,
        () => Post(client, body),
        (status, answer) => status == 200 && Encoding.UTF8.GetString(answer).Contains(
            "\"hits\":[{", StringComparison.Ordinal));

    private Task ThumbnailAsync(HttpClient client, Random random) => AskAsync(
        "thumbnail",
        () => client.GetAsync(new Uri(
            FormattableString.Invariant(
                $"/v1/items/{random.Next(1, photos + 1)}/thumbnail?size={Sizes[random.Next(Sizes.Length)]}"),
            UriKind.Relative)),
        (status, answer) => status == 200 && answer.Length > 100);

    private Task WrongAsync(HttpClient client, string body) =>
        AskAsync("wrong", () => Post(client, body), (status, _) => status is >= 400 and < 500);

    private static Task<HttpResponseMessage> Post(HttpClient client, string body) => client.PostAsync(
        new Uri("/v1/search", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task AskAsync(string kind, Func<Task<HttpResponseMessage>> ask, Func<int, byte[], bool> isGood)
    {
        long start = Stopwatch.GetTimestamp();
        string? failure;
        try
        {
            using HttpResponseMessage response = await ask();
            byte[] answer = await response.Content.ReadAsByteArrayAsync();
            failure = isGood((int)response.StatusCode, answer) ? null : $"{kind}: status {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            failure = $"{kind}: {e.Message}";
        }

        _outcomes.GetOrAdd(kind, _ => new()).Enqueue(
            (Stopwatch.GetElapsedTime(start).TotalMilliseconds, failure is null));
        Interlocked.Increment(ref _requests);
        if (failure is not null)
        {
            Interlocked.Increment(ref _failures);
            FirstFailure ??= failure;
        }
    }
}

/// <summary>How one kind of question fared.</summary>
internal sealed record KindFigures(string Kind, int Asked, int Failures, double P50Ms, double P99Ms);
