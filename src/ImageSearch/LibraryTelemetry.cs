using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ImageSearch;

/// <summary>What the library tells about its work: spans and figures, never queries or people's paths.</summary>
/// <remarks>
/// <para>Spans: <c>search</c> (one model's answer to one query) with <c>encode</c>, <c>scan</c> and <c>read</c>, tagged
/// with <c>model</c>, <c>queries</c> and <c>hits</c>; <c>batch</c>, of which <c>encode</c> and <c>scan</c> are part
/// when several callers are answered together: it links to their <c>search</c> spans; <c>index</c>, one run of the
/// indexer, tagged with its counts.</para>
/// <para>Figures: <c>imagesearch.stage.duration</c> in seconds by <c>stage</c> (those of a search, and
/// <c>index.read</c> a picture, <c>index.embed</c> a model call, <c>index.commit</c> a commit) and <c>model</c>;
/// <c>imagesearch.search.batch_size</c>, <c>imagesearch.searches</c>, <c>imagesearch.text_cache.hits</c> and
/// <c>imagesearch.text_cache.misses</c> by <c>model</c>.</para>
/// </remarks>
public static class LibraryTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "ImageSearch";

    internal const string ModelTag = "model";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Source { get; } = new(Name);

    internal static Histogram<double> StageSeconds { get; } = Meter.CreateHistogram(
        "imagesearch.stage.duration",
        "s",
        "Time that a stage took.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });

    internal static Histogram<int> BatchSizes { get; } = Meter.CreateHistogram(
        "imagesearch.search.batch_size",
        "{query}",
        "Queries that were answered together.",
        tags: null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    internal static Counter<long> Searches { get; } =
        Meter.CreateCounter<long>("imagesearch.searches", "{search}", "Answers of one model to one query.");

    internal static Counter<long> TextCacheHits { get; } =
        Meter.CreateCounter<long>("imagesearch.text_cache.hits", "{sentence}", "Sentences whose vector was kept.");

    internal static Counter<long> TextCacheMisses { get; } =
        Meter.CreateCounter<long>("imagesearch.text_cache.misses", "{sentence}", "Sentences that a model encoded.");

    /// <summary>The tag that says which model a figure is of.</summary>
    internal static KeyValuePair<string, object?> Of(string model) => new(ModelTag, model);

    /// <summary>Begins a span that names its model; null when nobody listens.</summary>
    internal static Activity? Start(
        string name, string model, ActivityContext parent = default, IEnumerable<ActivityLink>? links = null) =>
        Source.StartActivity(name, ActivityKind.Internal, parent, [Of(model)], links);
}
