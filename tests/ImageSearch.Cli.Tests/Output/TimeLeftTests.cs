using ImageSearch.Cli.Output;

namespace ImageSearch.Cli.Tests.Output;

public sealed class TimeLeftTests
{
    [Fact]
    public void Rate_and_time_left_come_from_the_steps()
    {
        ManualTime time = new();
        TimeLeft left = new(time);

        left.Add(new ProgressStep(0, 10_000));
        time.Seconds = 4;
        left.Add(new ProgressStep(1_000, 10_000));

        Assert.Equal("1,000 of 10,000, 250/s, 36 s left", left.ToString());
    }

    [Fact]
    public void While_the_total_is_unknown_no_time_is_foretold()
    {
        ManualTime time = new();
        TimeLeft left = new(time);

        left.Add(new ProgressStep(0, null));
        time.Seconds = 2;
        left.Add(new ProgressStep(5, null));

        Assert.Equal("5, 2.5/s", left.ToString());
    }

    [Fact]
    public void Only_the_last_seconds_count()
    {
        ManualTime time = new();
        TimeLeft left = new(time);
        left.Add(new ProgressStep(0, 20_000));
        time.Seconds = 1;
        left.Add(new ProgressStep(10_000, 20_000)); // unchanged files, passed over at once
        for (int second = 2; second <= 30; second++)
        {
            time.Seconds = second;
            left.Add(new ProgressStep(10_000 + 10 * (second - 1), 20_000));
        }

        Assert.Contains(", 10/s, ", left.ToString(), StringComparison.Ordinal);
    }

    private sealed class ManualTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
