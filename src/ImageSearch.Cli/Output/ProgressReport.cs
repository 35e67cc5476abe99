using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ImageSearch.Cli.Output;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Done">Items finished.</param>
/// <param name="Total">Items in all; null while they are still being counted.</param>
internal readonly record struct ProgressStep(long Done, long? Total);

/// <summary>Shows progress on stderr: a bar for a person who watches, else a line every few seconds.</summary>
internal sealed class ProgressReport(Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>Runs <paramref name="work"/> and shows how far it is.</summary>
    /// <param name="title">What is being done, for example "Indexing".</param>
    /// <param name="work">Reports after each item, from any thread.</param>
    public Task<T> RunAsync<T>(string title, Func<IProgress<ProgressStep>, Task<T>> work) =>
        Terminal.IsWatched ? RunBarAsync(title, work) : work(new Lines(terminal, time, title));

    /// <summary>A duration for people, for example "1 min 43 s".</summary>
    public static string Describe(TimeSpan duration) => duration switch
    {
        { TotalHours: >= 1 } => $"{(int)duration.TotalHours} h {duration.Minutes} min",
        { TotalMinutes: >= 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s"),
    };

    private async Task<T> RunBarAsync<T>(string title, Func<IProgress<ProgressStep>, Task<T>> work)
    {
        TimeLeft timeLeft = new(time);
        ProgressColumn[] columns =
        [
            // 80 columns hold all of it while there are fewer than a million items.
            new TaskDescriptionColumn(),
            new ProgressBarColumn { Width = 16 },
            new PercentageColumn(),
            new TimeLeftColumn(timeLeft),
        ];
        return await terminal.ErrorConsole.Progress().AutoClear(true).Columns(columns).StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask(SafeText.Escape(title), maxValue: 1);
            bar.IsIndeterminate = true;
            return await work(new Bar(bar, timeLeft));
        });
    }

    /// <summary>Moves a bar.</summary>
    private sealed class Bar(ProgressTask bar, TimeLeft timeLeft) : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value)
        {
            timeLeft.Add(value);
            if (value.Total is { } total)
            {
                bar.IsIndeterminate = false;
                bar.MaxValue = Math.Max(1, total);
                bar.Value = value.Done;
            }
        }
    }

    /// <summary>Prints lines.</summary>
    private sealed class Lines(Terminal terminal, TimeProvider time, string title) : IProgress<ProgressStep>
    {
        private readonly TimeLeft _timeLeft = new(time);
        private readonly Lock _gate = new();
        private long _lastLine = time.GetTimestamp();

        public void Report(ProgressStep value)
        {
            lock (_gate)
            {
                _timeLeft.Add(value);
                if (time.GetElapsedTime(_lastLine) >= LineInterval)
                {
                    _lastLine = time.GetTimestamp();
                    terminal.Note($"{title}: {_timeLeft}");
                }
            }
        }
    }

    /// <summary>The last column of the bar.</summary>
    private sealed class TimeLeftColumn(TimeLeft timeLeft) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(timeLeft.ToString());
    }
}
