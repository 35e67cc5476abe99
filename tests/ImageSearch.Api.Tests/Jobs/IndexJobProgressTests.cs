using ImageSearch.Api.Jobs;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Jobs;

public sealed class IndexJobProgressTests
{
    private static readonly IndexJob First = new(
        "1", "running", 0, 0, false, 0, 0, 0, 0, 0, null, DateTimeOffset.UnixEpoch, null);

    [Fact]
    public async Task Counting_beside_the_end_of_a_source_never_waits_for_ever()
    {
        using IndexJobRun run = new(First, [], [], TimeProvider.System);
        IndexJobProgress progress = new(run);
        Task counting = Task.Run(() => Repeat(() => progress.SetTotal(3)), TestContext.Current.CancellationToken);
        Task ending = Task.Run(() => Repeat(progress.CompleteSource), TestContext.Current.CancellationToken);

        await Task.WhenAll(counting, ending).WaitAsync(
            TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal((3, true), (run.Current.Listed, run.Current.IsListingComplete));
    }

    private static void Repeat(Action action)
    {
        for (int i = 0; i < 100_000; i++)
        {
            action();
        }
    }
}
