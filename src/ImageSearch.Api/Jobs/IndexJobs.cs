using System.Globalization;
using ImageSearch.Api.Serving;
using ImageSearch.Client;

namespace ImageSearch.Api.Jobs;

/// <summary>The index jobs: those that wait, the one that runs, and the last ones that ended. Safe for concurrent use.
/// </summary>
internal sealed class IndexJobs(TimeProvider time) : IDisposable
{
    /// <summary>Most jobs that wait.</summary>
    public const int MaximumQueued = 16;

    /// <summary>Ended jobs that are remembered.</summary>
    public const int MaximumEnded = 100;

    private readonly Lock _lock = new();
    private readonly List<IndexJobRun> _runs = [];   // the oldest first
    private readonly SemaphoreSlim _added = new(0);

    /// <summary>All jobs, the newest first.</summary>
    public IReadOnlyList<IndexJob> List()
    {
        lock (_lock)
        {
            return [.. _runs.Select(run => run.Current).Reverse()];
        }
    }

    /// <summary>A job; null when it is unknown, or was forgotten.</summary>
    public IndexJobRun? Find(string id)
    {
        lock (_lock)
        {
            return _runs.Find(run => run.Current.Id == id);
        }
    }

    /// <summary>Adds a job at the end of the queue.</summary>
    /// <returns>Null when too many wait already.</returns>
    public IndexJob? Add(IReadOnlyList<PictureSource> sources, IReadOnlyList<string> models)
    {
        DateTimeOffset now = time.GetUtcNow();
        IndexJob job = new(
            Guid.CreateVersion7(now).ToString("N", CultureInfo.InvariantCulture), "queued", 0, 0, false, 0, 0, 0, 0, 0,
            Error: null, now, EndedAt: null);
        lock (_lock)
        {
            if (_runs.Count(run => run.Current.State == "queued") >= MaximumQueued)
            {
                return null;
            }

            while (_runs.Count(run => run.Current.IsEnded) > MaximumEnded)
            {
                _runs.Remove(_runs.First(run => run.Current.IsEnded));
            }

            _runs.Add(new IndexJobRun(job, sources, models, time));
        }

        _added.Release();
        return job;
    }

    /// <summary>Waits for a job and begins it.</summary>
    public async Task<IndexJobRun> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _added.WaitAsync(cancellationToken);
            if (FindNext() is { } run && run.TryBegin())
            {
                return run;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _added.Dispose();
        _runs.ForEach(run => run.Dispose());
    }

    private IndexJobRun? FindNext()
    {
        lock (_lock)
        {
            return _runs.Find(run => run.Current.State == "queued");
        }
    }
}
