using System.CommandLine;
using ImageSearch.Hosting;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch health [URL]</c>, hidden: the health check of a container, which has no curl.</summary>
internal static class HealthCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Argument<string?> url = new("URL")
        {
            Description = "Address to ask. Default: /healthz of the backend, where its settings say that it listens.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Command command = new("health", "Exit with 0 when a service answers, else with 1.") { url };
        command.Hidden = true;
        tool.Run(command, async (parsed, cancellationToken) =>
        {
            string? problem = parsed.GetValue(url) is { } given
                ? await HealthProbe.FindProblemAsync(Parse(given), cancellationToken)
                : await HealthProbe.FindProblemAsync(tool.Settings.Api.Url, cancellationToken);
            if (problem is not null)
            {
                tool.Terminal.Note(problem);
            }

            return problem is null ? Outcome.Done : Outcome.NothingFound;
        });
        return command;
    }

    private static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https")
            ? address
            : throw new UsageException($"'{text}' is no address. Give one such as http://127.0.0.1:8501/healthz.");
}
