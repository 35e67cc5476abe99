using System.CommandLine;
using ImageSearch.Cli.Configuration;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch docs configuration</c>, hidden: generates documentation from the code.</summary>
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
        return new Command("docs", "Print documentation that is generated from the code.")
        {
            Hidden = true,
            Subcommands = { configuration },
        };
    }
}
