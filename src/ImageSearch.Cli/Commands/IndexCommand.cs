using System.CommandLine;
using ImageSearch.Cli.Output;
using ImageSearch.Sources;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch index</c>: brings the library up to date with folders of pictures.</summary>
internal static class IndexCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Argument<string[]> folders = new("DIR")
        {
            Description = "Folders of pictures; those below them are included.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> library = SharedOptions.Library();
        Option<string[]> models = SharedOptions.Models("Model to index with; may be repeated. Default: those shipped.");
        Option<string[]> include = new("--include")
        {
            HelpName = "GLOB",
            Description = "Only files that match, for example '*.jpg'; may be repeated. Default: all picture files.",
        };
        Option<string[]> exclude = new("--exclude")
        {
            HelpName = "GLOB",
            Description = "Files and folders to leave out, for example 'thumbnails'; may be repeated.",
        };
        Option<bool> wait = new("--wait") { Description = "Wait while another process indexes into the same library." };
        Option<bool> json = SharedOptions.Json();
        Command command = new("index", "Index folders of pictures, or bring the library up to date with them.")
        {
            folders, library, models, include, exclude, wait, json,
        };
        tool.Run(command, async (parsed, cancellationToken) =>
        {
            FolderSource[] sources = [.. parsed.GetRequiredValue(folders).Select(folder => new FolderSource(
                CreateOptions(folder, parsed.GetValue(include) ?? [], parsed.GetValue(exclude) ?? [])))];
            IndexRun run = new(tool, tool.LibraryFolder(parsed.GetValue(library)))
            {
                Models = ModelSelection.Find(tool.Catalog, parsed.GetValue(models)),
                Wait = parsed.GetValue(wait),
            };
            IndexReport report = await run.IndexAsync(sources, cancellationToken);
            report.Write(tool.Terminal, parsed.GetValue(json));
            return report.IsComplete ? Outcome.Done : Outcome.SomeSkipped;
        });
        return command;
    }

    private static FolderSourceOptions CreateOptions(string folder, string[] include, string[] exclude) =>
        include.Length > 0
            ? new FolderSourceOptions { Folder = CheckFolder(folder), Include = include, Exclude = exclude }
            : new FolderSourceOptions { Folder = CheckFolder(folder), Exclude = exclude };

    private static string CheckFolder(string folder)
    {
        string path = Path.GetFullPath(folder);
        return (Directory.Exists(path), File.Exists(path)) switch
        {
            (true, _) => path,
            (_, true) => throw new UsageException($"'{path}' is a file. Give the folder that it is in."),
            _ => throw new DirectoryNotFoundException($"There is no folder '{path}'. The library is as it was."),
        };
    }
}
