using System.Globalization;

namespace ImageSearch.Cli.Output;

/// <summary>Rate and time left, from the steps so far. Safe for concurrent use.</summary>
internal sealed class TimeLeft(TimeProvider time)
{
    // The rate is that of the last 10 seconds or so: unchanged files pass a thousand times faster than new ones.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, long Done)> _steps = [];
    private ProgressStep _last;

    /// <summary>Takes note of a step.</summary>
    public void Add(ProgressStep step)
    {
        lock (_gate)
        {
            _last = step;
            long now = time.GetTimestamp();
            _steps.Enqueue((now, step.Done));
            while (_steps.Count > 2 && time.GetElapsedTime(_steps.Peek().At, now) > Window)
            {
                _steps.Dequeue();
            }
        }
    }

    /// <summary>For example "1,200 of 10,000, 85.3/s, 1 min 43 s left".</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            string text = _last.Total is { } total
                ? string.Create(CultureInfo.InvariantCulture, $"{_last.Done:#,0} of {total:#,0}")
                : string.Create(CultureInfo.InvariantCulture, $"{_last.Done:#,0}");
            if (!_steps.TryPeek(out (long At, long Done) first))
            {
                return text;
            }

            double seconds = time.GetElapsedTime(first.At).TotalSeconds;
            double rate = seconds > 0 ? (_last.Done - first.Done) / seconds : 0;
            if (rate <= 0)
            {
                return text;
            }

            text += string.Create(CultureInfo.InvariantCulture, $", {rate:#,0.#}/s");
            return _last.Total is { } all && all > _last.Done
                ? $"{text}, {ProgressReport.Describe(TimeSpan.FromSeconds((all - _last.Done) / rate))} left"
                : text;
        }
    }
}
