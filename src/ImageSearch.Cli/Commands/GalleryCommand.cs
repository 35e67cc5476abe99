using System.CommandLine;
using ImageSearch.Cli.Gallery;
using ImageSearch.Cli.Output;

namespace ImageSearch.Cli.Commands;

/// <summary>The command <c>gallery</c>: draws pictures with captions.</summary>
internal static class GalleryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Tool tool)
    {
        Argument<string> folder = new("DIR") { Description = "Folder for the pictures and captions.jsonl." };
        Option<int> count = new("--count") { Description = "Number of pictures.", DefaultValueFactory = _ => 500 };
        Option<int> seed = new("--seed")
        {
            Description = "The same seed draws the same pictures.",
            DefaultValueFactory = _ => 1,
        };
        Option<string> split = new("--split")
        {
            Description = "The split that captions.jsonl names.",
            DefaultValueFactory = _ => "test",
        };
        split.AcceptOnlyFromAmong("train", "val", "test");
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--count must be at least 1.");
            }
        });
        Command command = new("gallery", "Draws a gallery of scenes with captions.") { folder, count, seed, split };
        tool.Run(command, async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(folder);
            int pictures = result.GetValue(count);
            await new ProgressReport(tool.Terminal, tool.Time).RunAsync("Drawing", steps => Task.Run(
                () =>
                {
                    GalleryWriter.Write(
                        path,
                        pictures,
                        result.GetValue(seed),
                        result.GetRequiredValue(split),
                        steps,
                        cancellationToken);
                    return pictures;
                },
                cancellationToken));
            tool.Terminal.Note($"Drew {pictures} pictures into '{path}'.");
            return Outcome.Done;
        });
        return command;
    }
}
