using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class AccessibilityTests(Site site)
{
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_start_page_has_no_serious_findings(string theme)
    {
        await using Visit visit = await site.VisitAsync("/", Theme(theme));
        await visit.ReadyAsync();
        await AssertAccessibleAsync(visit);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Results_have_no_serious_findings(string theme)
    {
        await using Visit visit = await site.VisitAsync("/", Theme(theme));
        await visit.SearchAsync("a red car");
        await visit.Page.GetByTestId("filters").ClickAsync();
        await AssertAccessibleAsync(visit);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task An_open_picture_has_no_serious_findings(string theme)
    {
        await using Visit visit = await site.VisitAsync("/", Theme(theme));
        await visit.SearchAsync("a red car");
        await visit.Hit("resnet", 1).Locator("[data-open]").ClickAsync();
        await Expect(visit.View).ToContainTextAsync("SHA-256");
        await AssertAccessibleAsync(visit);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_library_page_has_no_serious_findings(string theme)
    {
        await using Visit visit = await site.VisitAsync("/library", Theme(theme));
        await Expect(visit.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("resnet");
        await AssertAccessibleAsync(visit);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task A_message_that_the_backend_is_away_has_no_serious_findings(string theme)
    {
        site.SkipWithoutChromium();
        await site.Pair.StopBackendAsync();
        try
        {
            await using Visit visit = await site.VisitAsync("/?q=a+red+car", Theme(theme));
            await Expect(visit.Error).ToBeVisibleAsync();
            await AssertAccessibleAsync(visit);
        }
        finally
        {
            await site.Pair.StartBackendAsync();
        }
    }

    private static Action<BrowserNewContextOptions> Theme(string theme) =>
        options => options.ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light;

    private static async Task AssertAccessibleAsync(Visit visit)
    {
        await visit.Page.EvaluateAsync(await File.ReadAllTextAsync(AxePath(), TestContext.Current.CancellationToken));
        string findings = await visit.Page.EvaluateAsync<string>(
            """
            async () => JSON.stringify((await axe.run(document, { resultTypes: ['violations'] })).violations
              .map(v => ({
                id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(n => n.html + ' ' + n.failureSummary),
              })))
            """);
        using JsonDocument document = JsonDocument.Parse(findings);
        Assert.Empty(document.RootElement.EnumerateArray()
            .Where(finding => finding.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(finding => finding.GetRawText()));
    }

    // Beside the sources, where `npm ci` puts it.
    private static string AxePath()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip("axe-core is missing. Run `npm ci` in tests/ImageSearch.Browser.Tests.");
        return "";
    }
}
