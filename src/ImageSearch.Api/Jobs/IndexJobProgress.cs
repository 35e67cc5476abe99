using ImageSearch.Client;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Jobs;

/// <summary>Adds up the progress of a job's sources, and tells it to the job.</summary>
/// <param name="run">The job.</param>
internal sealed class IndexJobProgress(IndexJobRun run) : IProgress<IndexProgress>
{
    private readonly Lock _lock = new();
    private IndexJob _before = run.Current;
    private int? _total;

    /// <summary>All pictures of all sources are counted.</summary>
    public void SetTotal(int total)
    {
        lock (_lock)
        {
            _total = total;
        }

        run.Update(job => WithListed(job, job.Listed));
    }

    /// <inheritdoc/>
    public void Report(IndexProgress value)
    {
        IndexJob before;
        lock (_lock)
        {
            before = _before;
        }

        run.Update(job => WithListed(
            job with
            {
                Done = before.Done + value.Done,
                Indexed = before.Indexed + value.Indexed,
                Unchanged = before.Unchanged + value.Unchanged,
                Moved = before.Moved + value.Moved,
                Removed = before.Removed + value.Removed,
                Skipped = before.Skipped + value.Skipped,
            },
            before.Done + value.Listed));
    }

    /// <summary>A source is done: the progress of the next one is added to it.</summary>
    public void CompleteSource()
    {
        // Asked for before: an update holds the job's lock when it takes this one.
        IndexJob done = run.Current;
        lock (_lock)
        {
            _before = done;
        }
    }

    /// <summary>All sources are done.</summary>
    public void Complete() => run.Update(job => job with { Listed = job.Done, IsListingComplete = true });

    // The indexer lists only as fast as it indexes; who watches wants to know the total sooner.
    private IndexJob WithListed(IndexJob job, int listed)
    {
        lock (_lock)
        {
            return job with
            {
                Listed = Math.Max(Math.Max(listed, job.Done), _total ?? 0),
                IsListingComplete = _total is not null,
            };
        }
    }
}
