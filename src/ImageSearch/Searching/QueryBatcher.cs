namespace ImageSearch.Searching;

/// <summary>Answers queries together that arrive while others are being answered. A query that finds nothing running is
/// begun at once, so that nobody waits for a batch to fill.</summary>
/// <param name="answer">Answers a batch; it gives each query its outcome, and never fails itself.</param>
/// <param name="begin">Called while a query is added that finds nothing running.</param>
/// <param name="end">Called once after each <paramref name="begin"/>, when nothing runs any more.</param>
internal sealed class QueryBatcher(Func<PendingQuery[], Task> answer, Action begin, Action end)
{
    /// <summary>Most queries of a batch. More save nothing, and the memory of a pass grows with them.</summary>
    public const int MostAtOnce = 256;

    /// <summary>Most queries that wait. What comes beyond would wait for longer than its caller does.</summary>
    public const int MostWaiting = 4096;

    private readonly Lock _lock = new();
    private readonly Queue<PendingQuery> _waiting = new();
    private bool _isRunning;

    /// <summary>Adds a query.</summary>
    /// <exception cref="SearchOverloadException">Too many wait already.</exception>
    public void Add(PendingQuery query)
    {
        lock (_lock)
        {
            if (_waiting.Count >= MostWaiting)
            {
                throw new SearchOverloadException(_waiting.Count);
            }

            _waiting.Enqueue(query);
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
            begin();
        }

        // Without the caller's context: the next batches are of other callers.
        ThreadPool.UnsafeQueueUserWorkItem(static batcher => _ = batcher.RunAsync(), this, preferLocal: false);
    }

    private async Task RunAsync()
    {
        while (Take() is { } batch)
        {
            if (batch.Length > 0)
            {
                await answer(batch).ConfigureAwait(false);
            }
        }

        end();
    }

    /// <summary>The queries that wait, but for those whose callers no longer do; null when the queue is
    /// empty.</summary>
    private PendingQuery[]? Take()
    {
        List<PendingQuery> batch = [];
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            while (batch.Count < MostAtOnce && _waiting.TryDequeue(out PendingQuery? query))
            {
                if (query.CancellationToken.IsCancellationRequested)
                {
                    query.Fail(new OperationCanceledException(query.CancellationToken));
                }
                else
                {
                    batch.Add(query);
                }
            }
        }

        return [.. batch];
    }
}
