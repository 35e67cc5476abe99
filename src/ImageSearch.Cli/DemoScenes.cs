using ImageSearch.Cli.Gallery;
using ImageSearch.Cli.Output;
using ImageSearch.Evaluation;

namespace ImageSearch.Cli;

/// <summary>The drawn pictures of the demo.</summary>
internal static class DemoScenes
{
    private const int Count = 500;
    private const int Seed = 1;

    /// <summary>The first caption of each scene, by path.</summary>
    public static IReadOnlyDictionary<string, string> ReadCaptions(string folder) => CaptionSet
        .Load(Path.Combine(folder, GalleryWriter.CaptionsFile))
        .ToDictionary(image => image.FullPath, image => image.Captions[0]);

    /// <summary>Draws the scenes, unless they are in <paramref name="folder"/> already.</summary>
    public static async Task DrawAsync(Tool tool, string folder, CancellationToken cancellationToken)
    {
        // The captions are written last: where they are, all pictures are.
        if (File.Exists(Path.Combine(folder, GalleryWriter.CaptionsFile)))
        {
            return;
        }

        ProgressReport progress = new(tool.Terminal, tool.Time);
        await progress.RunAsync("Drawing", steps => Task.Run(
            () =>
            {
                GalleryWriter.Write(folder, Count, Seed, "test", steps, cancellationToken);
                return Count;
            },
            cancellationToken));
        tool.Terminal.Note($"Drew {Count} scenes into '{folder}'.");
    }
}
