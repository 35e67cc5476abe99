using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ImageSearch.Decoding;
using ImageSearch.Searching;

namespace ImageSearch.Tests.Searching;

public sealed class TelemetryTests : IAsyncDisposable
{
    // Other tests run at the same time: their spans and figures carry other names.
    private const string Name = "telemetry-model";

    private readonly PlantedLibrary _planted = new();
    private readonly PlantedEmbedder _model = new(Name);
    private readonly SharedSearcher _searcher;
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Instrument, string? Stage, double Value)> _figures = new();
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _figureListener = new();

    public TelemetryTests()
    {
        _planted.AddModel(_model);
        _planted.Add("/a.jpg", _model, 1, 0, 0, 0);
        _searcher = new SharedSearcher(_planted.Library, _ => _model, new ImageDecoder());
        _spanListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LibraryTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("model"), Name))
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_spanListener);
        _figureListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LibraryTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _figureListener.SetMeasurementEventCallback<double>((i, value, tags, _) => Keep(i, value, tags));
        _figureListener.SetMeasurementEventCallback<int>((i, value, tags, _) => Keep(i, value, tags));
        _figureListener.SetMeasurementEventCallback<long>((i, value, tags, _) => Keep(i, value, tags));
        _figureListener.Start();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _spanListener.Dispose();
        _figureListener.Dispose();
        await _searcher.DisposeAsync();
        _planted.Dispose();
    }

    [Fact]
    public async Task A_query_alone_has_its_stages_below_its_own_span()
    {
        await _searcher.LoadAsync(Token);
        await AskAsync("secret words");

        Activity search = Assert.Single(_spans, s => s.OperationName == "search");
        Activity[] stages = [.. _spans.Where(s => s.ParentSpanId == search.SpanId)];
        Assert.Equal(["encode", "read", "scan"], stages.Select(s => s.OperationName).Order());
        Assert.All(_spans, s => Assert.Equal(search.TraceId, s.TraceId));
        Assert.Equal(1, search.GetTagItem("hits"));
        Assert.DoesNotContain(
            _spans.SelectMany(s => s.TagObjects), t => $"{t.Value}".Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queries_together_have_a_batch_that_links_to_each_of_them()
    {
        await _searcher.LoadAsync(Token);
        TaskCompletionSource gate = new();
        _model.Gate = gate.Task;
        Task<ModelHits> first = AskAsync("first");
        while (_model.TextCalls.Count < 2)
        {
            await Task.Delay(1, Token);
        }

        Task<ModelHits>[] others = [.. Enumerable.Range(0, 5).Select(i => AskAsync($"text {i}"))];
        gate.SetResult();
        await Task.WhenAll([first, .. others]);

        Activity batch = Assert.Single(_spans, s => s.OperationName == "batch");
        HashSet<ActivitySpanId> searches =
            [.. _spans.Where(s => s.OperationName == "search").Select(s => s.SpanId)];
        Assert.Equal((5, 6), (batch.Links.Count(), searches.Count));
        Assert.All(batch.Links, link => Assert.Contains(link.Context.SpanId, searches));
        Assert.Null(batch.ParentId);
        Assert.Equal(["encode", "scan"],
            _spans.Where(s => s.ParentSpanId == batch.SpanId).Select(s => s.OperationName).Order());
        Assert.Equal([1, 5], Figures("imagesearch.search.batch_size"));
    }

    [Fact]
    public async Task Stages_searches_and_the_text_cache_are_counted_by_model()
    {
        await _searcher.LoadAsync(Token);
        _figures.Clear();
        await AskAsync("a dog");
        await AskAsync("a dog");
        await AskAsync("a cat");

        Assert.Equal(3, Figures("imagesearch.searches").Sum());
        Assert.Equal(1, Figures("imagesearch.text_cache.hits").Sum());
        Assert.Equal(2, Figures("imagesearch.text_cache.misses").Sum());
        foreach (string stage in new[] { "encode", "scan", "read" })
        {
            Assert.Equal(3, _figures.Count(f => f.Instrument == "imagesearch.stage.duration" && f.Stage == stage));
        }

        Assert.All(_figures, f => Assert.True(f.Value >= 0));
    }

    private Task<ModelHits> AskAsync(string text) => _searcher.SearchAsync(Name, new SearchQuery { Text = text }, Token);

    private double[] Figures(string instrument) =>
        [.. _figures.Where(f => f.Instrument == instrument).Select(f => f.Value)];

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, object?> all = new(tags.ToArray());
        if (Equals(all.GetValueOrDefault("model"), Name))
        {
            _figures.Enqueue((instrument.Name, all.GetValueOrDefault("stage") as string, value));
        }
    }
}
