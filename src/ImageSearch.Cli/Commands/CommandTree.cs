using System.CommandLine;

namespace ImageSearch.Cli.Commands;

/// <summary>The command line as a whole.</summary>
internal static class CommandTree
{
    /// <summary>No response files: a query may begin with <c>@</c>.</summary>
    public static ParserConfiguration ParserSettings { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Builds all commands.</summary>
    public static RootCommand Create(Tool tool) => new("Find pictures by describing them. Everything runs on this machine.")
    {
        DemoCommand.Create(tool),
        IndexCommand.Create(tool),
        SearchCommand.Create(tool),
        EmbedCommand.Create(tool),
        ModelsCommand.Create(tool),
        EvaluateCommand.Create(tool),
        DocsCommand.Create(tool),
    };
}
