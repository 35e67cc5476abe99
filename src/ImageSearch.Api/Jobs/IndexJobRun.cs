using System.Runtime.CompilerServices;
using ImageSearch.Api.Serving;
using ImageSearch.Client;

namespace ImageSearch.Api.Jobs;

/// <summary>A job from when it is asked for until it is forgotten. Safe for concurrent use.</summary>
/// <param name="first">The job as it begins: queued.</param>
/// <param name="sources">What it reads, one after the other.</param>
/// <param name="models">Names of the models that it uses.</param>
/// <param name="time">The clock.</param>
internal sealed class IndexJobRun(
    IndexJob first, IReadOnlyList<PictureSource> sources, IReadOnlyList<string> models, TimeProvider time) : IDisposable
{
    // Five changes a second are as many as anybody sees.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancellation = new();
    private TaskCompletionSource _changed = NewSignal();
    private IndexJob _current = first;

    /// <summary>What the job reads.</summary>
    public IReadOnlyList<PictureSource> Sources => sources;

    /// <summary>Names of the models that it uses.</summary>
    public IReadOnlyList<string> Models => models;

    /// <summary>Set when somebody cancels the job.</summary>
    public CancellationToken Cancelled => _cancellation.Token;

    /// <summary>How far it is.</summary>
    public IndexJob Current => Observe().Job;

    /// <summary>Changes the job and tells those who watch; one that has ended stays as it is.</summary>
    public void Update(Func<IndexJob, IndexJob> change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_current.IsEnded)
            {
                return;
            }

            _current = change(_current);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    /// <summary>Begins the job, unless it was cancelled before.</summary>
    /// <returns>True when it is to be run.</returns>
    public bool TryBegin()
    {
        Update(job => job with { State = "running" });
        return !Current.IsEnded;
    }

    /// <summary>Ends the job.</summary>
    /// <param name="state"><c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
    /// <param name="error">Why it failed, a sentence for clients.</param>
    public void End(string state, string? error = null) =>
        Update(job => job with { State = state, Error = error, EndedAt = time.GetUtcNow() });

    /// <summary>Cancels the job: at once where it waits, soon where it runs.</summary>
    public void Cancel()
    {
        Update(job => job.State == "queued" ? job with { State = "cancelled", EndedAt = time.GetUtcNow() } : job);
        _cancellation.Cancel();
    }

    /// <summary>Follows the job: as it is now, then each time that it has changed, until it has ended.</summary>
    /// <param name="quiet">Longest time without an answer.</param>
    /// <param name="cancellationToken">Stops following.</param>
    /// <returns>The job; null when nothing has changed for so long.</returns>
    public async IAsyncEnumerable<IndexJob?> WatchAsync(
        TimeSpan quiet, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            (IndexJob job, Task changed) = Observe();
            yield return job;
            if (job.IsEnded)
            {
                yield break;
            }

            while (!await IsDoneWithinAsync(changed, quiet, cancellationToken))
            {
                yield return null;
            }

            if (!Current.IsEnded)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (IndexJob Job, Task Changed) Observe()
    {
        lock (_lock)
        {
            return (_current, _changed.Task);
        }
    }

    private async Task<bool> IsDoneWithinAsync(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(timeout, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
