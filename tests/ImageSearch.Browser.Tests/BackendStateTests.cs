using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class BackendStateTests(Site site)
{
    [Fact]
    public async Task A_stopped_backend_is_told_and_the_page_works_again_when_it_is_back()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync("a red car");
        await visit.Page.EvaluateAsync("() => { window.isSamePage = true; }");
        await site.Pair.StopBackendAsync();
        try
        {
            await visit.Query.FillAsync("a bird");
            await visit.Query.PressAsync("Enter");
            await Expect(visit.Error).ToContainTextAsync("The backend is not reached");
            await Expect(visit.Page.GetByTestId("retry")).ToBeVisibleAsync();
        }
        finally
        {
            await site.Pair.StartBackendAsync();
        }

        // The button may be gone by now: the page also tries by itself.
        await visit.ResultsAsync("“a bird”");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.isSamePage === true"));
        await Expect(visit.Error).ToHaveCountAsync(0);

        // Pictures of the results before may have been asked for while it was away.
        visit.AssertCalm(expected: "502");
    }

    [Fact]
    public async Task The_page_comes_in_while_the_backend_is_stopped()
    {
        site.SkipWithoutChromium();
        await site.Pair.StopBackendAsync();
        try
        {
            await using Visit visit = await site.VisitAsync("/?q=a+red+car");

            await Expect(visit.Query).ToHaveValueAsync("a red car");
            await Expect(visit.Error).ToContainTextAsync("imagesearch api");
            visit.AssertCalm();
        }
        finally
        {
            await site.Pair.StartBackendAsync();
        }
    }

    [Fact]
    public async Task A_backend_without_an_index_says_what_to_do()
    {
        site.SkipWithoutChromium();
        using PictureLibrary empty = new();
        await using RunningPair pair = await RunningPair.StartAsync(empty);
        await using Visit visit = await site.VisitAsync(pair, "/?q=a+red+car");

        await Expect(visit.Error).ToContainTextAsync("imagesearch index");

        empty.Draw(3);
        await empty.IndexAsync();
        await pair.VectorsAsync();
        await visit.Page.GetByTestId("retry").ClickAsync();
        await visit.ResultsAsync("“a red car”");
        await Expect(visit.Hits("resnet")).ToHaveCountAsync(3);
        visit.AssertCalm();
    }
}
