using Microsoft.Playwright;
using NetVips;
using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

/// <summary>Takes the pictures of the documentation: IMAGESEARCH_SCREENSHOTS=docs/screenshots.</summary>
public sealed class ScreenshotTests(Site site)
{
    private const string Words = "three giraffes on the street";

    [Fact]
    public async Task Results_in_light() =>
        await TakeAsync("results-light", $"/?q={Uri.EscapeDataString(Words)}", Wide());

    [Fact]
    public async Task Results_in_dark() =>
        await TakeAsync("results-dark", $"/?q={Uri.EscapeDataString(Words)}", Wide(ColorScheme.Dark));

    [Fact]
    public async Task Results_on_a_phone() => await TakeAsync(
        "results-phone",
        $"/?q={Uri.EscapeDataString(Words)}",
        options => options.ViewportSize = new ViewportSize { Width = 390, Height = 844 });

    [Fact]
    public async Task A_picture_large() => await TakeAsync(
        "picture-view", $"/?q={Uri.EscapeDataString(Words)}", Wide(), async visit =>
        {
            await visit.Hit("vit", 1).Locator("[data-open]").ClickAsync();
            await Expect(visit.View).ToContainTextAsync("SHA-256");
        });

    [Fact]
    public async Task The_start_page() =>
        await TakeAsync("start", "/", Wide(), async visit => await visit.ReadyAsync());

    [Fact]
    public async Task The_library() => await TakeAsync(
        "library", "/library", Wide(),
        visit => Expect(visit.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("resnet"));

    [Fact]
    public async Task A_backend_that_is_away()
    {
        _ = Folder();
        site.SkipWithoutChromium();
        await site.Pair.StopBackendAsync();
        try
        {
            await TakeAsync(
                "backend-away", $"/?q={Uri.EscapeDataString(Words)}", Wide(),
                visit => Expect(visit.Error).ToBeVisibleAsync());
        }
        finally
        {
            await site.Pair.StartBackendAsync();
        }
    }

    private static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable("IMAGESEARCH_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "Set IMAGESEARCH_SCREENSHOTS to the folder for the pictures.");
        return Directory.CreateDirectory(folder!).FullName;
    }

    private static Action<BrowserNewContextOptions> Wide(ColorScheme scheme = ColorScheme.Light) =>
        options => options.ColorScheme = scheme;

    private async Task TakeAsync(
        string name, string address, Action<BrowserNewContextOptions> change, Func<Visit, Task>? prepare = null)
    {
        string folder = Folder();
        await using Visit visit = await site.VisitAsync(address, change);
        await (prepare is null ? visit.ResultsAsync($"“{Words}”") : prepare(visit));
        await visit.Page.WaitForFunctionAsync(
            """
            () => [...document.images].filter(i => i.getBoundingClientRect().top < innerHeight)
              .every(i => i.complete && i.naturalWidth > 0)
            """);
        string path = Path.Combine(folder, $"{name}.png");
        using Image picture = Image.NewFromBuffer(await visit.Page.ScreenshotAsync());
        picture.Pngsave(path, compression: 9, palette: true);
        Assert.InRange(new FileInfo(path).Length, 1, 300_000);
    }
}
