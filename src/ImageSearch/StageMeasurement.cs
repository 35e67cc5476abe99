using System.Diagnostics;

namespace ImageSearch;

/// <summary>One run of a stage: its span and its seconds. It ends when it is disposed, also by an error.</summary>
internal sealed class StageMeasurement : IDisposable
{
    private readonly string _stage;
    private readonly string? _model;
    private readonly Activity? _activity;
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan? _elapsed;

    private StageMeasurement(string stage, string? model, Activity? activity)
    {
        _stage = stage;
        _model = model;
        _activity = activity;
    }

    /// <summary>Begins a stage with a span.</summary>
    /// <param name="stage">The stage's name, also that of its span.</param>
    /// <param name="model">The model that it works for.</param>
    /// <param name="parent">The span that it is part of; default is the current one.</param>
    public static StageMeasurement Start(string stage, string model, ActivityContext parent = default) =>
        new(stage, model, LibraryTelemetry.Start(stage, model, parent));

    /// <summary>Begins a stage that is measured without a span, because it runs too often for one.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="model">The model that it works for; null when it works for all.</param>
    public static StageMeasurement StartWithoutSpan(string stage, string? model) => new(stage, model, null);

    /// <summary>Tags the span with a number.</summary>
    public void Tag(string name, int value) => _activity?.SetTag(name, value);

    /// <summary>Ends the stage.</summary>
    /// <returns>How long it took.</returns>
    public TimeSpan End()
    {
        if (_elapsed is null)
        {
            _elapsed = Stopwatch.GetElapsedTime(_start);
            _activity?.Dispose();
            KeyValuePair<string, object?> stage = new("stage", _stage);
            if (_model is null)
            {
                LibraryTelemetry.StageSeconds.Record(_elapsed.Value.TotalSeconds, stage);
            }
            else
            {
                LibraryTelemetry.StageSeconds.Record(_elapsed.Value.TotalSeconds, stage, LibraryTelemetry.Of(_model));
            }
        }

        return _elapsed.Value;
    }

    /// <inheritdoc/>
    public void Dispose() => End();
}
