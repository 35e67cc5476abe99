using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class KeyboardTests(Site site)
{
    [Fact]
    public async Task Everything_is_reached_without_a_mouse()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        IKeyboard keys = visit.Page.Keyboard;
        await visit.Page.GetByTestId("search-button").FocusAsync();

        await keys.PressAsync("/");
        await Expect(visit.Query).ToBeFocusedAsync();
        await keys.TypeAsync("a red car");
        await keys.PressAsync("Enter");
        await visit.ResultsAsync("“a red car”");

        await TabToAsync(visit, Open(visit, "resnet", 1));
        await keys.PressAsync("ArrowDown");
        await Expect(Open(visit, "resnet", 2)).ToBeFocusedAsync();
        await keys.PressAsync("ArrowRight");
        await Expect(Open(visit, "vit", 2)).ToBeFocusedAsync();
        await keys.PressAsync("ArrowUp");
        await Expect(Open(visit, "vit", 1)).ToBeFocusedAsync();

        await keys.PressAsync("Enter");
        await Expect(visit.View).ToBeVisibleAsync();
        await keys.PressAsync("ArrowRight");
        await visit.AddressAsync("view=");
        await keys.PressAsync("Escape");
        await Expect(visit.View).ToHaveCountAsync(0);

        // The card has the focus again a moment after the picture is closed.
        await Expect(visit.Page.Locator("[data-open]:focus")).ToHaveCountAsync(1);
        await keys.PressAsync("/");
        await Expect(visit.Query).ToBeFocusedAsync();
        Assert.Equal("a red car", await visit.Page.EvaluateAsync<string>("() => getSelection().toString()"));
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_slash_in_the_query_is_a_slash()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        await visit.Query.FillAsync("");

        await visit.Query.PressSequentiallyAsync("and/or?");

        await Expect(visit.Query).ToHaveValueAsync("and/or?");
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        await visit.Page.GetByTestId("search-button").FocusAsync();

        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByTestId("shortcuts")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByTestId("shortcuts")).ToBeHiddenAsync();
        visit.AssertCalm();
    }

    private static ILocator Open(Visit visit, string model, int rank) =>
        visit.Hit(model, rank).Locator("[data-open]");

    private static async Task TabToAsync(Visit visit, ILocator target)
    {
        for (int presses = 0; presses < 40; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("Tab does not reach the first result within 40 presses.");
    }
}
