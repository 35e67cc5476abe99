using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class AddressTests(Site site)
{
    [Fact]
    public async Task Back_and_Forward_restore_query_and_results()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync("a red car");
        IReadOnlyList<ShownHit> cars = await visit.ReadHitsAsync("vit");
        await visit.SearchAsync("a bird in the forest");
        IReadOnlyList<ShownHit> birds = await visit.ReadHitsAsync("vit");

        await visit.Page.GoBackAsync();
        await visit.ResultsAsync("“a red car”");
        await Expect(visit.Query).ToHaveValueAsync("a red car");
        Assert.Equal(cars.Select(hit => hit.Id), (await visit.ReadHitsAsync("vit")).Select(hit => hit.Id));

        await visit.Page.GoForwardAsync();
        await visit.ResultsAsync("“a bird in the forest”");
        await Expect(visit.Query).ToHaveValueAsync("a bird in the forest");
        Assert.Equal(birds.Select(hit => hit.Id), (await visit.ReadHitsAsync("vit")).Select(hit => hit.Id));

        await visit.Page.GoBackAsync();
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.GetByTestId("results")).ToHaveCountAsync(0);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Loading_again_and_sharing_the_address_show_the_same()
    {
        await using Visit visit = await site.VisitAsync("/?q=a+red+car&n=4&not=snow&m=vit");
        await visit.ResultsAsync("“a red car”");
        IReadOnlyList<ShownHit> hits = await visit.ReadHitsAsync("vit");
        Assert.Equal(4, hits.Count);
        Assert.Empty(await visit.ReadHitsAsync("resnet"));

        await visit.Page.ReloadAsync();
        await visit.ResultsAsync("“a red car”");
        Assert.Equal(hits.Select(hit => hit.Id), (await visit.ReadHitsAsync("vit")).Select(hit => hit.Id));

        await using Visit other = await site.VisitAsync(new Uri(visit.Page.Url).PathAndQuery);
        await other.ResultsAsync("“a red car”");
        Assert.Equal(hits.Select(hit => hit.Id), (await other.ReadHitsAsync("vit")).Select(hit => hit.Id));
        await Expect(other.Query).ToHaveValueAsync("a red car");
        await Expect(other.Page.GetByTestId("not")).ToHaveValueAsync("snow");
        await Expect(other.Page.GetByTestId("count")).ToHaveValueAsync("4");
        visit.AssertCalm();
        other.AssertCalm();
    }

    [Fact]
    public async Task An_address_that_makes_no_sense_still_shows_the_page()
    {
        await using Visit visit = await site.VisitAsync("/?n=many&similar=x&from=yesterday&m=&view=-1&q=%20");
        await visit.ReadyAsync();
        await Expect(visit.Page.GetByTestId("count")).ToHaveValueAsync("10");
        await Expect(visit.Error).ToHaveCountAsync(0);
        visit.AssertCalm();
    }

    [Fact]
    public async Task The_models_can_be_chosen()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync("a red car");

        await visit.Page.Locator("[data-testid=model-picker] input[data-model=resnet]").UncheckAsync();

        await visit.AddressAsync("m=vit");
        await Expect(visit.Hits("resnet")).ToHaveCountAsync(0);
        await Expect(visit.Hits("vit")).ToHaveCountAsync(10);
        visit.AssertCalm();
    }
}
