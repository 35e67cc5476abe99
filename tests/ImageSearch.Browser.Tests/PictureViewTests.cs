using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class PictureViewTests(Site site)
{
    private const string Words = "a red car";

    [Fact]
    public async Task A_picture_opens_with_its_metadata_and_closes_with_Escape()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        ShownHit hit = (await visit.ReadHitsAsync("resnet"))[1];

        await visit.Hit("resnet", 2).Locator("[data-open]").ClickAsync();

        await Expect(visit.View).ToBeVisibleAsync();
        await Expect(visit.View.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync(hit.Name);
        await Expect(visit.View).ToContainTextAsync("SHA-256");
        await Expect(visit.View).ToContainTextAsync("pixels");
        Assert.Equal($"{hit.Id}", visit.Parameter("view"));

        await visit.Page.Keyboard.PressAsync("Escape");

        await Expect(visit.View).ToHaveCountAsync(0);
        Assert.Null(visit.Parameter("view"));
        await Expect(visit.Hit("resnet", 2).Locator("[data-open]")).ToBeFocusedAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Arrows_go_to_the_next_picture_and_back_and_one_Back_closes_the_view()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        IReadOnlyList<ShownHit> hits = await visit.ReadHitsAsync("vit");
        ILocator heading = visit.View.GetByRole(AriaRole.Heading, new() { Level = 2 });
        await visit.Hit("vit", 1).Locator("[data-open]").ClickAsync();
        await Expect(heading).ToHaveTextAsync(hits[0].Name);

        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(heading).ToHaveTextAsync(hits[1].Name);
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(heading).ToHaveTextAsync(hits[2].Name);
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(heading).ToHaveTextAsync(hits[1].Name);

        await visit.Page.GoBackAsync();
        await Expect(visit.View).ToHaveCountAsync(0);
        await Expect(visit.Hits("vit")).ToHaveCountAsync(10);
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_shared_address_opens_the_same_picture()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        await visit.Hit("vit", 1).Locator("[data-open]").ClickAsync();
        await Expect(visit.View).ToBeVisibleAsync();
        string? title = await visit.View.GetByRole(AriaRole.Heading, new() { Level = 2 }).TextContentAsync();

        await using Visit other = await site.VisitAsync(new Uri(visit.Page.Url).PathAndQuery);

        await Expect(other.View.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync(title!);
        await other.View.GetByTestId("view-close").ClickAsync();
        await Expect(other.View).ToHaveCountAsync(0);
        await Expect(other.Hits("vit")).ToHaveCountAsync(10);
        other.AssertCalm();
    }

    [Fact]
    public async Task Similar_pictures_are_found_from_the_view()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        ShownHit hit = (await visit.ReadHitsAsync("vit"))[0];
        await visit.Hit("vit", 1).Locator("[data-open]").ClickAsync();

        await visit.View.GetByTestId("view-similar").ClickAsync();

        await visit.ResultsAsync($"Pictures similar to picture {hit.Id}");
        await Expect(visit.View).ToHaveCountAsync(0);
        visit.AssertCalm();
    }
}
