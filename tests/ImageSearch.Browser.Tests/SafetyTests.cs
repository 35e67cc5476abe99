using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class SafetyTests(Site site)
{
    private const string Script = "<script>alert(1)</script>";

    [Theory]
    [InlineData(Script)]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</title><svg onload=alert(1)>")]
    public async Task Markup_in_a_query_is_text(string query)
    {
        await using Visit visit = await site.VisitAsync();
        await visit.SearchAsync(query);
        await Expect(visit.Query).ToHaveValueAsync(query);
        await Expect(visit.Page.GetByTestId("history-entry").First).ToContainTextAsync(query);

        await visit.Page.ReloadAsync();
        await visit.ResultsAsync($"“{query}”");
        await Expect(visit.Page).ToHaveTitleAsync($"{query} · ImageSearch");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Markup_in_file_names_is_text()
    {
        site.SkipWithoutChromium();
        const string Image = "<img src=x onerror=alert(1)>.jpg";
        using PictureLibrary pictures = new();
        pictures.Draw(3);

        // No file name holds a slash, but a path does.
        string folder = Directory.CreateDirectory(Path.Combine(pictures.Pictures, "<script>alert(1)<")).FullName;
        File.Move(pictures.Files[0], Path.Combine(folder, "script>.jpg"));
        File.Move(pictures.Files[1], Path.Combine(pictures.Pictures, Image));
        await pictures.IndexAsync();
        await using RunningPair pair = await RunningPair.StartAsync(pictures);
        await using Visit visit = await site.VisitAsync(pair, "/");
        await visit.SearchAsync("a red car");

        await Expect(visit.Page.GetByTestId("column-vit")).ToContainTextAsync(Image);
        await visit.Hits("vit").Filter(new() { HasText = "script>.jpg" }).Locator("[data-open]").ClickAsync();
        await Expect(visit.View).ToContainTextAsync($"{Script}.jpg");
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_missing_picture_shows_a_placeholder_with_its_reason()
    {
        site.SkipWithoutChromium();
        using PictureLibrary pictures = new();
        pictures.Draw(3);
        await pictures.IndexAsync();
        File.Delete(pictures.Files[1]);
        await using RunningPair pair = await RunningPair.StartAsync(pictures);
        await using Visit visit = await site.VisitAsync(pair, "/");
        await visit.SearchAsync("a red car");

        var hit = visit.Hits("resnet").Filter(new() { HasText = "scene-00001.jpg" });
        await Expect(hit.GetByTestId("placeholder")).ToContainTextAsync("file");
        await hit.Locator("[data-open]").ClickAsync();
        await Expect(visit.View.GetByTestId("placeholder")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByTestId("results").GetByTestId("placeholder")).ToHaveCountAsync(2);
        visit.AssertCalm(expected: "404");
    }
}
