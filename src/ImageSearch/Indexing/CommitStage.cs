using System.Threading.Channels;

namespace ImageSearch.Indexing;

/// <summary>Collects settled pictures, and commits them when there are enough or the oldest has waited long
/// enough.</summary>
internal sealed class CommitStage(
    LibraryWriter writer, RunProgress progress, IndexOptions options, TimeProvider time)
{
    private readonly List<ItemRecord> _waiting = [];
    private long _since;

    public async Task RunAsync(ChannelReader<ItemRecord> settled, CancellationToken cancellationToken)
    {
        try
        {
            bool more = true;
            while (more)
            {
                Collect(settled);
                TimeSpan left = TimeSpan.FromSeconds(options.CommitSeconds) - time.GetElapsedTime(_since);
                if (_waiting.Count >= options.CommitSize || (_waiting.Count > 0 && left <= TimeSpan.Zero))
                {
                    Commit();
                }
                else
                {
                    more = await WaitAsync(settled, left, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What is computed is kept: the next run goes on from here.
            Collect(settled);
            Commit();
            throw;
        }

        Commit();
    }

    private void Collect(ChannelReader<ItemRecord> settled)
    {
        while (_waiting.Count < options.CommitSize && settled.TryRead(out ItemRecord? record))
        {
            if (_waiting.Count == 0)
            {
                _since = time.GetTimestamp();
            }

            _waiting.Add(record);
            progress.Add(record);
        }
    }

    /// <summary>Waits for another picture, or until it is time to commit.</summary>
    /// <returns>False when no more will come.</returns>
    private async Task<bool> WaitAsync(
        ChannelReader<ItemRecord> settled, TimeSpan left, CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return await settled.WaitToReadAsync(cancellationToken);
        }

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> arrival = settled.WaitToReadAsync(end.Token).AsTask();
        if (await Task.WhenAny(arrival, Task.Delay(left, time, end.Token)) == arrival)
        {
            await end.CancelAsync();
            return await arrival;
        }

        await end.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private void Commit()
    {
        using StageMeasurement committing = StageMeasurement.StartWithoutSpan("index.commit", null);
        writer.Commit(_waiting);
        _waiting.Clear();
    }
}
