using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class LayoutTests(Site site)
{
    private static readonly Action<BrowserNewContextOptions> Phone = options =>
    {
        options.ViewportSize = new ViewportSize { Width = 390, Height = 844 };
        options.HasTouch = true;
        options.IsMobile = true;
        options.DeviceScaleFactor = 2;
    };

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    [InlineData(768)]
    public async Task Nothing_needs_scrolling_sideways(int width)
    {
        await using Visit visit = await site.VisitAsync(
            "/", options => options.ViewportSize = new ViewportSize { Width = width, Height = 844 });
        await visit.ReadyAsync();
        await AssertFitsAsync(visit);

        await visit.SearchAsync("a red car on a street in the city at night");
        await AssertFitsAsync(visit);

        await visit.Hit("vit", 1).Locator("[data-open]").ClickAsync();
        await Expect(visit.View).ToBeVisibleAsync();
        await AssertFitsAsync(visit);

        await visit.Page.GotoAsync("/library");
        await Expect(visit.Page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await AssertFitsAsync(visit);
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_phone_searches_and_looks_at_a_picture_by_touch()
    {
        await using Visit visit = await site.VisitAsync("/", Phone);
        await visit.ReadyAsync();
        await visit.Query.FillAsync("a red car");
        await visit.Page.GetByTestId("search-button").TapAsync();
        await visit.ResultsAsync("“a red car”");

        await visit.Hit("resnet", 1).Locator("[data-open]").TapAsync();
        await Expect(visit.View).ToBeVisibleAsync();
        await visit.View.GetByTestId("view-close").TapAsync();
        await Expect(visit.View).ToHaveCountAsync(0);
        visit.AssertCalm();
    }

    [Fact]
    public async Task The_page_follows_the_systems_light_or_dark()
    {
        await using Visit light = await site.VisitAsync("/", o => o.ColorScheme = ColorScheme.Light);
        await using Visit dark = await site.VisitAsync("/", o => o.ColorScheme = ColorScheme.Dark);
        await light.ReadyAsync();
        await dark.ReadyAsync();

        Assert.True(await BrightnessAsync(light) > 200);
        Assert.True(await BrightnessAsync(dark) < 60);
        light.AssertCalm();
        dark.AssertCalm();
    }

    [Fact]
    public async Task A_chosen_theme_stays()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();

        await visit.Page.GetByTestId("theme").SelectOptionAsync("dark");
        await visit.Page.WaitForFunctionAsync("() => document.documentElement.dataset.theme === 'dark'");
        await visit.Page.ReloadAsync();
        await visit.ReadyAsync();

        Assert.True(await BrightnessAsync(visit) < 60);
        visit.AssertCalm();
    }

    private static async Task AssertFitsAsync(Visit visit)
    {
        int[] widths = await visit.Page.EvaluateAsync<int[]>(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(widths[0] <= widths[1], $"The page is {widths[0]} pixels wide, the window {widths[1]}.");
    }

    // Of the background behind the words, 0 to 255.
    private static Task<double> BrightnessAsync(Visit visit) => visit.Page.EvaluateAsync<double>(
        """
        () => {
          const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
          return (r + g + b) / 3;
        }
        """);
}
