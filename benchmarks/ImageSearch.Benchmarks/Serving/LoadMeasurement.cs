using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>What so many clients saw that each ask again as soon as they have their answer.</summary>
/// <param name="Models">The models that each query asks.</param>
/// <param name="Clients">Clients at once.</param>
/// <param name="Rate">Answered queries a second.</param>
/// <param name="P50Ms">Half of the answers took at most this long.</param>
/// <param name="P99Ms">99 % did.</param>
/// <param name="Requests">Queries that were counted.</param>
/// <param name="Failures">Of these, those without an answer.</param>
/// <param name="ProcessorMs">Processor time of the server for a query, warm-up included.</param>
/// <param name="PossibleRate">Queries a second if encoding and scanning, as fast as alone, were all there is.</param>
/// <param name="PossibleProcessorMs">Processor time that these two take for a query alone.</param>
internal sealed record LoadMeasurement(
    IReadOnlyList<string> Models, int Clients, double Rate, double P50Ms, double P99Ms, int Requests, int Failures,
    double ProcessorMs, double PossibleRate, double PossibleProcessorMs)
{
    /// <summary>Measures for some seconds, after a fifth of that which is not counted.</summary>
    public static async Task<LoadMeasurement> TakeAsync(
        ServerProcess server, IReadOnlyList<string> models, int clients, Func<string> sentence, double seconds,
        (double Rate, double ProcessorMs) possible)
    {
        using SocketsHttpHandler handler = new() { MaxConnectionsPerServer = clients };
        using HttpClient client = new(handler) { BaseAddress = server.Address };
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = server.ProcessorTime;
        int asks = 0;
        TimeSpan begin = TimeSpan.FromSeconds(seconds / 5);
        TimeSpan end = begin + TimeSpan.FromSeconds(seconds);
        (List<double> Times, int Failures)[] seen = await Task.WhenAll(
            Enumerable.Range(0, clients).Select(_ => Task.Run(() => AskAsync())));

        List<double> times = [.. seen.SelectMany(s => s.Times).Order()];
        int failures = seen.Sum(s => s.Failures);
        return new LoadMeasurement(
            models, clients, times.Count / seconds, At(times, 0.5), At(times, 0.99), times.Count + failures, failures,
            (server.ProcessorTime - processor).TotalMilliseconds / asks, possible.Rate, possible.ProcessorMs);

        async Task<(List<double>, int)> AskAsync()
        {
            List<double> mine = [];
            int failed = 0;
            while (Stopwatch.GetElapsedTime(start) is { } asked && asked < end)
            {
                Interlocked.Increment(ref asks);
                bool isAnswered = await IsAnsweredAsync(client, sentence(), models);
                TimeSpan answered = Stopwatch.GetElapsedTime(start);
                if (answered >= begin && answered < end)
                {
                    if (isAnswered)
                    {
                        mine.Add((answered - asked).TotalMilliseconds);
                    }
                    else
                    {
                        failed++;
                    }
                }
            }

            return (mine, failed);
        }
    }

    /// <summary>The value that a share of the sorted values does not exceed; 0 when there is none.</summary>
    public static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private static async Task<bool> IsAnsweredAsync(HttpClient client, string sentence, IReadOnlyList<string> models)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new { query = sentence, count = 20, models });
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using HttpResponseMessage response = await client.PostAsync(
                new Uri("/v1/search", UriKind.Relative), content);
            string answer = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
            return response.IsSuccessStatusCode && answer.Contains("\"hits\":[{", StringComparison.Ordinal)
                && !answer.Contains("\"error\":", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
