using ImageSearch.Api.Jobs;
using ImageSearch.Api.Serving;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Jobs;

public sealed class IndexJobsTests
{
    private static readonly PictureSource[] Sources = [new("a", "/a", true)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_hundred_ended_jobs_are_remembered()
    {
        using IndexJobs jobs = new(TimeProvider.System);
        List<string> ids = [];
        for (int i = 0; i < 150; i++)
        {
            ids.Add(jobs.Add(Sources, ["m"])!.Id);
            (await jobs.TakeAsync(Cancellation)).End("completed");
        }

        Assert.InRange(jobs.List().Count, IndexJobs.MaximumEnded, IndexJobs.MaximumEnded + 1);
        Assert.Equal(ids[^1], jobs.List()[0].Id);
        Assert.Null(jobs.Find(ids[0]));
        Assert.NotNull(jobs.Find(ids[^100]));
    }

    [Fact]
    public async Task Cancelled_jobs_are_passed_over()
    {
        using IndexJobs jobs = new(TimeProvider.System);
        string first = jobs.Add(Sources, ["m"])!.Id;
        string second = jobs.Add(Sources, ["m"])!.Id;
        jobs.Find(first)!.Cancel();
        Assert.Equal(second, (await jobs.TakeAsync(Cancellation)).Current.Id);
    }

    [Fact]
    public async Task A_quiet_job_gives_signs_of_life_and_an_ended_one_ends_them()
    {
        using IndexJobs jobs = new(TimeProvider.System);
        IndexJobRun run = jobs.Find(jobs.Add(Sources, ["m"])!.Id)!;
        int quiet = 0;
        List<string> states = [];
        await foreach (IndexJob? job in run.WatchAsync(TimeSpan.FromMilliseconds(1), Cancellation))
        {
            quiet += job is null ? 1 : 0;
            states.AddRange(job is null ? [] : [job.State]);
            if (quiet == 3)
            {
                run.End("failed", "Because.");
            }
        }

        Assert.Equal(["queued", "failed"], states);
        Assert.True(quiet >= 3);
    }

    [Fact]
    public void What_has_ended_stays_as_it_is()
    {
        using IndexJobs jobs = new(TimeProvider.System);
        IndexJobRun run = jobs.Find(jobs.Add(Sources, ["m"])!.Id)!;
        run.Cancel();
        IndexJob ended = run.Current;
        run.End("completed");
        Assert.False(run.TryBegin());
        Assert.Equal(ended, run.Current);
        Assert.Equal("cancelled", ended.State);
    }
}
