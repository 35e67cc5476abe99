using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ImageSearch.Decoding;
using ImageSearch.Sources;

namespace ImageSearch.Indexing;

/// <summary>The stages of a run, each on its own threads, with bounded queues between them: list → read, decode and
/// resize → embed → commit.</summary>
internal sealed class IndexPipeline(
    Library library,
    IImageSource source,
    ImageDecoder decoder,
    IReadOnlyList<IndexModel> models,
    IndexOptions options,
    TimeProvider time)
{
    // Addresses and finished vectors are small; so many of them keep every stage busy through the pauses of another.
    private const int QueueLength = 1024;

    private readonly Channel<SourceItem> _listed = Channel.CreateBounded<SourceItem>(QueueLength);
    private readonly Channel<PreparedPicture> _prepared = Channel.CreateBounded<PreparedPicture>(2 * options.BatchSize);
    private readonly Channel<ItemRecord> _settled = Channel.CreateBounded<ItemRecord>(QueueLength);

    /// <summary>Runs until all that the source lists is committed.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(LibraryWriter writer, RunProgress progress, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        EmbedStage embed = new(models, options.BatchSize);
        CommitStage commit = new(writer, progress, options, time);
        Task[] stages =
        [
            RunStage(() => ListAsync(progress, stop.Token), stop),
            RunStage(() => ReadAsync(stop.Token), stop),
            RunStage(() => EmbedAsync(embed, stop.Token), stop),
            RunStage(() => commit.RunAsync(_settled.Reader, stop.Token), stop),
        ];
        try
        {
            await Task.WhenAll(stages);
        }
        catch (Exception) when (stages.Any(s => s.IsFaulted))
        {
            // One stage failed and stopped the others; its error is the one to tell.
            ExceptionDispatchInfo.Throw(stages.First(s => s.IsFaulted).Exception!.InnerException!);
        }
        finally
        {
            while (_prepared.Reader.TryRead(out PreparedPicture? picture))
            {
                picture.Release();
            }
        }
    }

    private static Task RunStage(Func<Task> stage, CancellationTokenSource stop) => Task.Run(async () =>
    {
        try
        {
            await stage();
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    });

    private async Task ListAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        await foreach (SourceItem item in source.ListAsync(progress.AddProblem, cancellationToken))
        {
            progress.AddListed();
            await _listed.Writer.WriteAsync(item, cancellationToken);
        }

        progress.CompleteListing();
        _listed.Writer.Complete();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        int threads = options.DecodeThreads == 0 ? Environment.ProcessorCount : options.DecodeThreads;

        // Threads of their own: decoding computes for long and would starve the pool that the other stages run on.
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () => ReadLoop(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        _prepared.Writer.Complete();
    }

    private void ReadLoop(CancellationToken cancellationToken)
    {
        using PictureReader reader = new(library, source, decoder, models);
        while (Wait(_listed.Reader.WaitToReadAsync(cancellationToken)))
        {
            while (_listed.Reader.TryRead(out SourceItem? item))
            {
                cancellationToken.ThrowIfCancellationRequested();
                (ItemRecord? settled, PreparedPicture? prepared) = reader.Read(item, cancellationToken);
                if (prepared is not null)
                {
                    Wait(_prepared.Writer.WriteAsync(prepared, cancellationToken));
                }
                else
                {
                    Wait(_settled.Writer.WriteAsync(settled!, cancellationToken));
                }
            }
        }
    }

    private async Task EmbedAsync(EmbedStage embed, CancellationToken cancellationToken)
    {
        // The readers are done when their queue is, so that this is the last stage to settle pictures.
        await embed.RunAsync(_prepared.Reader, _settled.Writer, cancellationToken);
        _settled.Writer.Complete();
    }

    private static bool Wait(ValueTask<bool> task) =>
        task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();

    private static void Wait(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            task.AsTask().GetAwaiter().GetResult();
        }
    }
}
