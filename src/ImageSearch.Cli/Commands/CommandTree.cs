using System.CommandLine;
using System.CommandLine.Help;

namespace ImageSearch.Cli.Commands;

/// <summary>The command line as a whole.</summary>
internal static class CommandTree
{
    /// <summary>No response files: a query may begin with <c>@</c>.</summary>
    public static ParserConfiguration ParserSettings { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Builds all commands.</summary>
    /// <remarks>No <see cref="RootCommand"/>: that one takes its name from the file, which is not the tool's.</remarks>
    public static Command Create(Tool tool) => new("imagesearch", "Find pictures by describing them, on this machine.")
    {
        new HelpOption(),
        new VersionOption(),
        DemoCommand.Create(tool),
        IndexCommand.Create(tool),
        SearchCommand.Create(tool),
        EmbedCommand.Create(tool),
        ModelsCommand.Create(tool),
        EvaluateCommand.Create(tool),
        GalleryCommand.Create(tool),
        ServeCommands.CreateServe(tool),
        ServeCommands.CreateApi(tool),
        ServeCommands.CreateWeb(tool),
        ApiKeyCommand.Create(tool),
        HealthCommand.Create(tool),
        DocsCommand.Create(tool),
    };
}
