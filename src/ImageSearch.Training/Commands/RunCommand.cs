using System.Globalization;
using ImageSearch.Training.Optimisation;
using Spectre.Console;

namespace ImageSearch.Training.Commands;

/// <summary>What <c>train</c> and <c>resume</c> share: the run with its progress bar.</summary>
internal static class RunCommand
{
    /// <summary>Starts a run in a folder of its own. Returns the exit code.</summary>
    /// <exception cref="InvalidDataException">The folder holds a run already, or the vocabulary does not
    /// fit.</exception>
    public static Task<int> StartAsync(string folder, RunSettings settings, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder, RunSettings.FileName)))
        {
            throw new InvalidDataException(
                $"'{folder}' holds a run already. Go on with it (imagesearch-train resume), or name another folder.");
        }

        int words = File.ReadLines(settings.Vocabulary).Count();
        if (words > settings.Shape.Text.VocabularySize)
        {
            throw new InvalidDataException(
                $"'{settings.Vocabulary}' has {words} entries, the preset reads {settings.Shape.Text.VocabularySize}.");
        }

        Directory.CreateDirectory(folder);
        settings.Save(folder);
        return RunAsync(folder, settings, cancellationToken);
    }

    /// <summary>Runs to the end. Returns the exit code.</summary>
    public static Task<int> RunAsync(string folder, RunSettings settings, CancellationToken cancellationToken) =>
        Task.Run(() => Run(folder, settings, cancellationToken), CancellationToken.None);

    private static int Run(string folder, RunSettings settings, CancellationToken cancellationToken)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
        });
        using TrainingRun run = new(folder, settings, TimeProvider.System, text => console.WriteLine(text));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.PictureCount} pictures ({run.Undecoded} could not be decoded), "
            + $"{run.ParameterCount / 1e6:F1} million parameters, "
            + $"{run.Steps} steps of {settings.BatchSize}, {settings.Threads} threads."));
        if (run.Step > 0)
        {
            console.WriteLine($"Going on from step {run.Step}.");
        }

        if (!console.Profile.Capabilities.Interactive)
        {
            run.Train(entry => console.WriteLine(Describe(entry, run.Steps)), cancellationToken);
            return 0;
        }

        console.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("training", maxValue: run.Steps);
                run.Train(
                    entry =>
                    {
                        task.Value = entry.Step;
                        task.Description = Markup.Escape(Describe(entry, run.Steps));
                    },
                    cancellationToken);
            });
        return 0;
    }

    private static string Describe(LogEntry entry, int steps) => entry.Recall is null
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"step {entry.Step}/{steps} loss {entry.Loss:F3} (contrastive {entry.Contrastive:F3}, teacher "
            + $"{entry.Teacher:F3}, distance {entry.Distance:F3}), {entry.PicturesPerSecond:F0} pictures/s")
        : $"step {entry.Step}/{steps} R@10 " + string.Join(", ", entry.Recall.Select(
            r => string.Create(CultureInfo.InvariantCulture, $"{r.Key} {r.Value:F1} %")));
}
