namespace ImageSearch.Benchmarks.Serving;

/// <summary>All that a serving report measures.</summary>
internal sealed class ServingFigures
{
    /// <summary>Start of the process until it was ready, scan files to derive.</summary>
    public TimeSpan FirstStart { get; set; }

    /// <summary>The same with scan files that are there.</summary>
    public List<TimeSpan> Restarts { get; } = [];

    /// <summary>The stages alone.</summary>
    public List<StageRates> Stages { get; } = [];

    /// <summary>Sentences that are all different.</summary>
    public List<LoadMeasurement> Distinct { get; } = [];

    /// <summary>Sentences that come again.</summary>
    public List<LoadMeasurement> Repeated { get; } = [];

    /// <summary>The server's memory after all.</summary>
    public double ResidentMiB { get; set; }

    /// <summary>Of that, what is no mapped file.</summary>
    public double AnonymousMiB { get; set; }
}
