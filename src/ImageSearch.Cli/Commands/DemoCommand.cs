using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using ImageSearch.Cli.Configuration;
using ImageSearch.Cli.Output;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using ImageSearch.Sources;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch demo</c>: from nothing to answers, with drawn scenes or the user's own photos.</summary>
internal static class DemoCommand
{
    private const int HitsShown = 5;

    private static readonly string[] SceneQueries =
    [
        "a dog on the beach at sunset", "a brown bear in the snow", "a boat in the harbor at night",
        "a person cooking in the kitchen",
    ];

    private static readonly string[] PhotoQueries =
    [
        "a dog running on grass", "a man surfing a wave", "two children playing", "a street in a city",
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(Tool tool)
    {
        Option<string?> photos = new("--photos")
        {
            HelpName = "DIR",
            Description = "Use the pictures of this folder instead of drawn scenes.",
        };
        Option<bool> noBrowser = new("--no-browser") { Description = "Answer in the terminal only." };
        Command command = new("demo", "See it work: scenes or your photos, indexed and searched with both models.")
        {
            photos, noBrowser,
        };
        tool.Run(command, async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(noBrowser))
            {
                tool.Terminal.Note("The web page is not part of this version; the answers come here, in the terminal.");
            }

            return await RunAsync(tool, parsed.GetValue(photos), cancellationToken);
        });
        return command;
    }

    private static async Task<Outcome> RunAsync(Tool tool, string? photos, CancellationToken cancellationToken)
    {
        string home = Path.Combine(UserFolder.Data, "demo");
        string pictures = photos is null ? Path.Combine(home, "scenes") : Path.GetFullPath(photos);
        string library = Path.Combine(home, photos is null ? "library" : $"photos-{Fingerprint(pictures)}");
        IReadOnlyList<ModelEntry> models = ModelSelection.Find(tool.Catalog, null);
        if (photos is null)
        {
            await DemoScenes.DrawAsync(tool, pictures, cancellationToken);
        }
        else if (!Directory.Exists(pictures))
        {
            throw new DirectoryNotFoundException($"There is no folder '{pictures}'. Give one with pictures.");
        }

        FolderSource source = new(new FolderSourceOptions { Folder = pictures });
        IndexReport report = await new IndexRun(tool, library) { Models = models, Wait = true }
            .IndexAsync([source], cancellationToken);
        report.Write(tool.Terminal, json: false);
        TableSearchWriter writer = photos is null
            ? new(tool.Terminal, DemoScenes.ReadCaptions(pictures).GetValueOrDefault)
            : new(tool.Terminal);
        string[] queries = photos is null ? SceneQueries : PhotoQueries;
        await AnswerAsync(tool, library, models, queries, writer, cancellationToken);
        tool.Terminal.Out.WriteLine(
            $"""
            The pictures are in {SafeText.Neutralise(pictures)}
            Go on with your own words:
              imagesearch search "words" --library '{SafeText.Neutralise(library)}'
            and with your own photos:
              imagesearch index DIR
              imagesearch search "words"
            In a clone, imagesearch is: dotnet run --project src/ImageSearch.Cli -c Release --
            """);
        return report.IsComplete ? Outcome.Done : Outcome.SomeSkipped;
    }

    private static async Task AnswerAsync(
        Tool tool,
        string folder,
        IReadOnlyList<ModelEntry> models,
        string[] queries,
        TableSearchWriter writer,
        CancellationToken cancellationToken)
    {
        using Library library = tool.OpenLibrary(folder);
        using EmbedderSet embedders = tool.Open(models);
        using ImageSearcher searcher = new(library, embedders.All, new ImageDecoder(tool.Settings.Decoding));
        IReadOnlyList<IReadOnlyList<ModelHits>> answers =
            await searcher.SearchManyAsync(queries, HitsShown, cancellationToken);
        for (int i = 0; i < queries.Length; i++)
        {
            writer.Write(new SearchAnswer(queries[i], answers[i], HasPages: false));
        }
    }

    // Photos of two folders must not answer the same query: each folder has a library of its own.
    private static string Fingerprint(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..8];
}
