using System.CommandLine;
using ImageSearch.Cli.Configuration;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch docs configuration | environment</c>, hidden: generates documentation from the code.
/// </summary>
internal static class DocsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Command configuration = new("configuration", "Print docs/configuration.md.");
        tool.Run(configuration, (_, _) =>
        {
            tool.Terminal.Out.Write(ConfigurationDocument.Create());
            return Task.FromResult(Outcome.Done);
        });
        Command environment = new("environment", "Print .env.example.");
        tool.Run(environment, (_, _) =>
        {
            tool.Terminal.Out.Write(EnvironmentDocument.Create());
            return Task.FromResult(Outcome.Done);
        });
        return new Command("docs", "Print documentation that is generated from the code.")
        {
            Hidden = true,
            Subcommands = { configuration, environment },
        };
    }
}
