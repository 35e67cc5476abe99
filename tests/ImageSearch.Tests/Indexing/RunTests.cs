using ImageSearch.Indexing;

namespace ImageSearch.Tests.Indexing;

public sealed class RunTests : IDisposable
{
    private const int Pictures = 60;
    private readonly LibraryFixture _fixture = new();

    private Library Library => _fixture.Library;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RunTests()
    {
        for (int i = 0; i < Pictures; i++)
        {
            _fixture.Source.Add(i);
        }
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_second_indexer_is_refused_with_the_name_of_the_first()
    {
        using Blocked first = new(_fixture, Token);
        await first.Begun;

        LibraryException error = await Assert.ThrowsAsync<LibraryException>(() => _fixture.IndexAsync());
        Assert.True(error.IsBeingIndexed);

        Assert.Contains($"process {Environment.ProcessId} ", error.Message, StringComparison.Ordinal);
        first.Release();
        Assert.Equal(Pictures, (await first.Run).Indexed);
        Assert.Equal(Pictures, (await _fixture.IndexAsync()).Unchanged);
    }

    [Fact]
    public async Task A_second_indexer_waits_when_it_is_told_to()
    {
        using Blocked first = new(_fixture, Token);
        await first.Begun;
        Task<IndexSummary> second = _fixture.IndexAsync(_fixture.Source, new IndexOptions { WaitForLock = true });
        Assert.False(second.IsCompleted);
        first.Release();
        Assert.Equal(Pictures, (await first.Run).Indexed);
        Assert.Equal(Pictures, (await second).Unchanged);
    }

    [Fact]
    public async Task A_library_is_searched_while_it_is_indexed()
    {
        using Blocked first = new(_fixture, Token);
        await first.Begun;
        using FlatStore store = FlatStore.Open(Library, _fixture.Embedder.ModelHash);
        Assert.Equal(0, store.Count);
        first.Release();
        await first.Run;
        using FlatStore later = FlatStore.Open(Library, _fixture.Embedder.ModelHash);
        Assert.Equal(Pictures, later.Count);
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_it_computed_and_the_next_one_goes_on()
    {
        using CancellationTokenSource cancel = new();
        int batches = 0;
        using FakeEmbedder embedder = new()
        {
            OnBatch = _ =>
            {
                if (++batches == 10)
                {
                    cancel.Cancel();
                }
            },
        };
        IndexOptions options = new() { BatchSize = 1, CommitSize = 1000, CommitSeconds = 3600 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _fixture.Indexer(options, embedder).RunAsync(_fixture.Source, null, cancel.Token));

        Assert.Empty(Library.Check());
        long kept = Library.CountItems();
        Assert.InRange(kept, 9, 10);
        IndexSummary summary = await _fixture.IndexAsync();
        Assert.Equal((kept, Pictures - kept), (summary.Unchanged, summary.Indexed));
        _fixture.AssertInStep();
    }

    [Fact]
    public async Task A_failing_model_ends_the_run_with_its_own_error()
    {
        InvalidOperationException error = new("the accelerator is gone");
        using FakeEmbedder embedder = new() { OnBatch = _ => throw error };
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => _fixture.IndexAsync(embedder)));
        Assert.Equal(0, Library.CountItems());
        Assert.Equal(Pictures, (await _fixture.IndexAsync()).Indexed);
    }

    [Fact]
    public async Task Reading_stays_close_to_embedding_however_long_the_listing_is()
    {
        for (int i = Pictures; i < 400; i++)
        {
            _fixture.Source.Add(i);
        }

        int batches = 0;
        int ahead = 0;
        using FakeEmbedder embedder = new()
        {
            OnBatch = count =>
            {
                Thread.Sleep(2);   // Gives the readers every chance to run ahead.
                ahead = Math.Max(ahead, _fixture.Source.Reads - (batches += count));
            },
        };
        IndexOptions options = new() { BatchSize = 4, DecodeThreads = 2 };
        await _fixture.IndexAsync(_fixture.Source, options, embedder);

        // Twice the batch waits in the queue, and each thread holds one picture.
        Assert.InRange(ahead, 1, (2 * 4) + 2);
    }

    [Fact]
    public async Task Progress_ends_with_what_the_summary_says()
    {
        _fixture.Source.Add("bad.bmp", new byte[10]);
        Collected progress = new();
        IndexSummary summary = await _fixture.Indexer(null).RunAsync(_fixture.Source, progress, Token);

        IndexProgress last = progress.All[^1];
        Assert.Equal((Pictures + 1, Pictures + 1, true), (last.Done, last.Listed, last.IsListingComplete));
        Assert.Equal((summary.Indexed, summary.Skipped.Count), (last.Indexed, last.Skipped));
        Assert.True(last.ImagesPerSecond > 0);
        Assert.Equal(TimeSpan.Zero, last.Remaining);
        Assert.Equal(progress.All.Select(p => p.Done).Order(), progress.All.Select(p => p.Done));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void An_option_outside_its_range_is_refused(int batchSize) =>
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(
            () => _fixture.Indexer(new IndexOptions { BatchSize = batchSize }));

    private sealed class Collected : IProgress<IndexProgress>
    {
        public List<IndexProgress> All { get; } = [];

        public void Report(IndexProgress value) => All.Add(value);
    }

    /// <summary>A run that stops before its first batch until it is released.</summary>
    private sealed class Blocked : IDisposable
    {
        private readonly ManualResetEventSlim _released = new();
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly FakeEmbedder _embedder;

        public Blocked(LibraryFixture fixture, CancellationToken token)
        {
            _embedder = new FakeEmbedder
            {
                OnBatch = _ =>
                {
                    _begun.TrySetResult();
                    _released.Wait(token);
                },
            };
            Run = fixture.IndexAsync(fixture.Source, null, _embedder);
        }

        public Task Begun => _begun.Task;

        public Task<IndexSummary> Run { get; }

        public void Release() => _released.Set();

        public void Dispose()
        {
            _released.Set();
            _embedder.Dispose();
        }
    }
}
