using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using ImageSearch.Cli.Configuration;
using ImageSearch.Cli.Output;
using ImageSearch.Cli.Services;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;
using ImageSearch.Sources;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Cli.Commands;

/// <summary><c>imagesearch demo</c>: from nothing to answers, with drawn scenes or the user's own photos.</summary>
internal static class DemoCommand
{
    private const int HitsShown = 5;

    /// <summary>Longest that is waited before the browser is opened; the page itself waits on.</summary>
    private static readonly TimeSpan FirstQueryTime = TimeSpan.FromSeconds(30);

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
        Option<bool> noBrowser = new("--no-browser")
        {
            Description = "Answer in the terminal, and end. Default: open the page, and serve it until Ctrl+C.",
        };
        Command command = new("demo", "See it work: scenes or your photos, indexed and searched with both models.")
        {
            photos, noBrowser,
        };
        tool.Run(command, async (parsed, cancellationToken) =>
        {
            Prepared demo = await PrepareAsync(tool, parsed.GetValue(photos), cancellationToken);
            return parsed.GetValue(noBrowser)
                ? await AnswerAsync(tool, demo, cancellationToken)
                : await ServiceRun.RunAsync(
                    tool, LogLevel.Warning, services => ServeAsync(tool, demo, services, cancellationToken),
                    cancellationToken);
        });
        return command;
    }

    private static async Task<Prepared> PrepareAsync(Tool tool, string? photos, CancellationToken cancellationToken)
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
        return new Prepared(pictures, library, models, IsDrawn: photos is null, report.IsComplete);
    }

    private static async Task ServeAsync(
        Tool tool, Prepared demo, ServiceRun services, CancellationToken cancellationToken)
    {
        services.ShareKey();
        string backendUrl = FreePort.Choose(tool, tool.Settings.Api.Url, ServeCommands.BackendSetting);
        string frontendUrl = FreePort.Choose(tool, tool.Settings.Web.Url, ServeCommands.FrontendSetting);
        await services.StartBackendAsync(demo.Library, backendUrl, ServeCommands.BackendSetting, cancellationToken);
        Uri frontend = await services.StartFrontendAsync(frontendUrl, ServeCommands.FrontendSetting, cancellationToken);
        await services.WaitForReadinessAsync(FirstQueryTime, cancellationToken);
        Uri page = new(frontend, $"?q={Uri.EscapeDataString(demo.Queries[0])}");
        tool.Terminal.Note(Browser.TryOpen(page)
            ? $"The page is open in your browser: {page.AbsoluteUri}"
            : $"Open this page in a browser: {page.AbsoluteUri}");
        await services.ServeAsync(cancellationToken);
    }

    private static async Task<Outcome> AnswerAsync(Tool tool, Prepared demo, CancellationToken cancellationToken)
    {
        TableSearchWriter writer = demo.IsDrawn
            ? new(tool.Terminal, DemoScenes.ReadCaptions(demo.Pictures).GetValueOrDefault)
            : new(tool.Terminal);
        await AnswerAsync(tool, demo, writer, cancellationToken);
        tool.Terminal.Out.WriteLine(
            $"""
            The pictures are in {SafeText.Neutralise(demo.Pictures)}
            Go on with your own words:
              imagesearch search "words" --library '{SafeText.Neutralise(demo.Library)}'
            and with your own photos:
              imagesearch index DIR
              imagesearch search "words"
            In a clone, imagesearch is: dotnet run --project src/ImageSearch.Cli -c Release --
            """);
        return demo.IsComplete ? Outcome.Done : Outcome.SomeSkipped;
    }

    private static async Task AnswerAsync(
        Tool tool, Prepared demo, TableSearchWriter writer, CancellationToken cancellationToken)
    {
        using Library library = tool.OpenLibrary(demo.Library);
        using EmbedderSet embedders = tool.Open(demo.Models);
        using ImageSearcher searcher = new(library, embedders.All, new ImageDecoder(tool.Settings.Decoding));
        IReadOnlyList<IReadOnlyList<ModelHits>> answers =
            await searcher.SearchManyAsync(demo.Queries, HitsShown, cancellationToken);
        for (int i = 0; i < demo.Queries.Length; i++)
        {
            writer.Write(new SearchAnswer(demo.Queries[i], answers[i], HasPages: false));
        }
    }

    // Photos of two folders must not answer the same query: each folder has a library of its own.
    private static string Fingerprint(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..8];

    /// <summary>An indexed library, and what to ask it.</summary>
    private sealed record Prepared(
        string Pictures, string Library, IReadOnlyList<ModelEntry> Models, bool IsDrawn, bool IsComplete)
    {
        public string[] Queries => IsDrawn ? SceneQueries : PhotoQueries;
    }
}
