using System.CommandLine;
using ImageSearch.Training.Optimisation;

namespace ImageSearch.Training.Commands;

/// <summary><c>imagesearch-train resume</c>: goes on with a run from its last checkpoint.</summary>
internal static class ResumeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "The run's folder." };
        Command command = new("resume", "Goes on with a run from its last checkpoint.") { folder };
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetRequiredValue(folder);
            return RunCommand.RunAsync(path, RunSettings.Load(path), cancellationToken);
        });
        return command;
    }
}
