namespace ImageSearch.Training.Optimisation;

/// <summary>Means of the losses since the last log entry, and the speed.</summary>
internal sealed class LossMeans(TimeProvider time)
{
    private readonly double[] _sums = new double[4];
    private int _steps;
    private int _pictures;
    private long _start = time.GetTimestamp();

    /// <summary>Adds a step's losses: total, contrastive, teacher, distance; NaN where there is none.</summary>
    public void Add(double[] losses, int pictures)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += losses[i];
        }

        _steps++;
        _pictures += pictures;
    }

    /// <summary>Makes the entry and starts anew.</summary>
    public LogEntry Take(int step, double rate)
    {
        double? Mean(int i) => double.IsNaN(_sums[i]) ? null : Math.Round(_sums[i] / _steps, 4);
        double seconds = time.GetElapsedTime(_start).TotalSeconds;
        LogEntry entry = new(
            step, time.GetUtcNow(), Mean(0), Mean(1), Mean(2), Mean(3), Math.Round(rate, 7),
            Math.Round(_pictures / seconds, 1));
        Array.Clear(_sums);
        (_steps, _pictures, _start) = (0, 0, time.GetTimestamp());
        return entry;
    }
}
