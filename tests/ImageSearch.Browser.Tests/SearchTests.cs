using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class SearchTests(Site site)
{
    private const string Words = "a dog on the beach at sunset";

    [Fact]
    public async Task Words_bring_two_columns_with_ranks_and_scores()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        Assert.Equal("working on laptop in office", await visit.Query.InputValueAsync());

        await visit.SearchAsync(Words);

        foreach (string model in new[] { "resnet", "vit" })
        {
            IReadOnlyList<ShownHit> hits = await visit.ReadHitsAsync(model);
            Assert.Equal(Enumerable.Range(1, 10), hits.Select(hit => hit.Rank));
            Assert.Equal(hits.Select(hit => hit.Score).OrderDescending(), hits.Select(hit => hit.Score));
            Assert.All(hits, hit => Assert.InRange(hit.Score, -1, 1));
            Assert.All(hits, hit => Assert.StartsWith("scene-", hit.Name, StringComparison.Ordinal));
        }

        await AssertPicturesAreShownAsync(visit);
        visit.AssertCalm();
    }

    [Fact]
    public async Task The_number_of_results_can_be_chosen()
    {
        await using Visit visit = await site.VisitAsync($"/?q={Uri.EscapeDataString(Words)}");
        await visit.ResultsAsync($"“{Words}”");

        await visit.Page.GetByTestId("count").FillAsync("3");
        await visit.Page.GetByTestId("count").PressAsync("Enter");

        await visit.AddressAsync("n=3");
        await Expect(visit.Hits("resnet")).ToHaveCountAsync(3);
        await Expect(visit.Hits("vit")).ToHaveCountAsync(3);
        visit.AssertCalm();
    }

    [Fact]
    public async Task More_results_follow_without_a_gap()
    {
        await using Visit visit = await site.VisitAsync($"/?q={Uri.EscapeDataString(Words)}");
        await visit.ResultsAsync($"“{Words}”");

        await visit.Page.GetByTestId("column-vit").GetByTestId("more").ClickAsync();

        await Expect(visit.Hits("vit")).ToHaveCountAsync(20);
        IReadOnlyList<ShownHit> hits = await visit.ReadHitsAsync("vit");
        Assert.Equal(Enumerable.Range(1, 20), hits.Select(hit => hit.Rank));
        Assert.Equal(20, hits.Select(hit => hit.Id).Distinct().Count());
        visit.AssertCalm();
    }

    [Fact]
    public async Task Pictures_that_both_models_found_are_linked_with_their_rank_difference()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);

        IReadOnlyList<ShownHit> first = await visit.ReadHitsAsync("resnet");
        Dictionary<long, int> second = (await visit.ReadHitsAsync("vit")).ToDictionary(hit => hit.Id, hit => hit.Rank);

        Assert.Contains(first, hit => hit.IsLinked);
        foreach (ShownHit hit in first)
        {
            Assert.Equal(second.ContainsKey(hit.Id), hit.IsLinked);
            if (hit.IsLinked && hit.Rank != second[hit.Id])
            {
                Assert.Contains(
                    Math.Abs(hit.Rank - second[hit.Id]).ToString(CultureInfo.InvariantCulture), hit.Difference,
                    StringComparison.Ordinal);
            }
        }

        visit.AssertCalm();
    }

    [Fact]
    public async Task Agreement_chart_and_times_are_shown()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);

        int shared = (await visit.ReadHitsAsync("resnet")).Count(hit => hit.IsLinked);
        await Expect(visit.Page.GetByTestId("agreement")).ToContainTextAsync($"{shared} of 10 shared");
        await Expect(visit.Page.GetByTestId("chart").Locator("svg").First).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("chart").Locator("tbody tr")).ToHaveCountAsync(10);
        await Expect(visit.Page.GetByTestId("timing")).ToContainTextAsync("resnet");
        await Expect(visit.Page.GetByTestId("timing")).ToContainTextAsync("Backend");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Negative_words_change_the_ranking_and_are_in_the_address()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        IReadOnlyList<ShownHit> before = await visit.ReadHitsAsync("vit");

        await visit.Page.GetByTestId("not").FillAsync("a beach");
        await visit.Page.GetByTestId("not").PressAsync("Enter");

        await visit.AddressAsync("not=");
        Assert.Equal("a beach", visit.Parameter("not"));
        IReadOnlyList<ShownHit> after = await visit.OtherHitsAsync("vit", before);
        Assert.Equal(10, after.Count);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Filters_leave_pictures_out_and_are_in_the_address()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        IReadOnlyList<ShownHit> before = await visit.ReadHitsAsync("resnet");

        await visit.Page.GetByTestId("filters").ClickAsync();
        await visit.Page.GetByTestId("filter-path").FillAsync("scene-0000*");
        await visit.Page.GetByTestId("apply-filters").ClickAsync();

        await visit.AddressAsync("path=");
        Assert.Equal("scene-0000*", visit.Parameter("path"));
        IReadOnlyList<ShownHit> hits = await visit.OtherHitsAsync("resnet", before);
        Assert.Equal(10, hits.Count);
        Assert.All(hits, hit => Assert.StartsWith("scene-0000", hit.Name, StringComparison.Ordinal));
        visit.AssertCalm();
    }

    [Fact]
    public async Task Similar_pictures_are_found_without_the_picture_itself()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        long id = (await visit.ReadHitsAsync("vit"))[0].Id;

        await visit.Hit("vit", 1).HoverAsync();
        await visit.Hit("vit", 1).GetByTestId("find-similar").ClickAsync();

        await visit.AddressAsync($"similar={id}");
        await visit.ResultsAsync($"Pictures similar to picture {id}");
        Assert.DoesNotContain(await visit.ReadHitsAsync("vit"), hit => hit.Id == id);
        await Expect(visit.Page.GetByTestId("query-picture")).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [Fact]
    public async Task Results_can_be_saved_as_csv()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);

        string[] lines = (await DownloadAsync(visit, "export-csv")).TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(21, lines.Length);
        string[] names = lines[0].Split(',');
        ShownHit best = (await visit.ReadHitsAsync("resnet"))[0];
        string[] first = lines[1].Split(',');
        Assert.Equal(Words, first[Array.IndexOf(names, "query")]);
        Assert.Equal("resnet", first[Array.IndexOf(names, "model")]);
        Assert.Equal(best.Name, first[Array.IndexOf(names, "name")]);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Results_can_be_saved_as_json()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);

        using JsonDocument document = JsonDocument.Parse(await DownloadAsync(visit, "export-json"));

        Assert.Equal(Words, document.RootElement.GetProperty("request").GetProperty("query").GetString());
        JsonElement models = document.RootElement.GetProperty("response").GetProperty("models");
        Assert.Equal(["resnet", "vit"], models.EnumerateArray().Select(m => m.GetProperty("model").GetString()));
        Assert.All(models.EnumerateArray(), model => Assert.Equal(10, model.GetProperty("hits").GetArrayLength()));
        visit.AssertCalm();
    }

    [Fact]
    public async Task The_history_stays_in_the_browser()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(Words);
        await visit.SearchAsync("a red car");

        await Expect(visit.Page.GetByTestId("history-entry")).ToHaveCountAsync(2);
        await Expect(visit.Page.GetByTestId("history-entry").First).ToContainTextAsync("a red car");
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.GetByTestId("history-entry")).ToHaveCountAsync(2);
        await visit.Page.GetByTestId("history-entry").Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await visit.ResultsAsync($"“{Words}”");
        await Expect(visit.Page.GetByTestId("history-entry").First).ToContainTextAsync(Words);
        await visit.Page.GetByTestId("history-entry").Filter(new() { HasText = "a red car" })
            .GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visit.Page.GetByTestId("history-entry")).ToHaveCountAsync(1);

        await using Visit other = await site.VisitAsync();
        await other.ReadyAsync();
        await Expect(other.Page.GetByTestId("history-entry")).ToHaveCountAsync(0);

        await visit.Page.GetByTestId("history-clear").ClickAsync();
        await Expect(visit.Page.GetByTestId("history-entry")).ToHaveCountAsync(0);
        visit.AssertCalm();
    }

    // Those in sight: the others are loaded when they come into it.
    private static async Task AssertPicturesAreShownAsync(Visit visit) => await visit.Page.WaitForFunctionAsync(
        """
        () => {
          const pictures = [...document.querySelectorAll('[data-testid=hit] img')]
            .filter(img => img.getBoundingClientRect().top < innerHeight);
          return pictures.length > 0 && pictures.every(img => img.complete && img.naturalWidth > 0);
        }
        """);

    private static async Task<string> DownloadAsync(Visit visit, string button)
    {
        IDownload download = await visit.Page.RunAndWaitForDownloadAsync(
            () => visit.Page.GetByTestId(button).ClickAsync());
        await using Stream stream = await download.CreateReadStreamAsync();
        return await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
