using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using ImageSearch.Web.Components.Pages;

namespace ImageSearch.Web.Tests.Components;

public sealed class SearchPageTests : PageTest
{
    [Fact]
    public void Without_a_search_the_box_holds_the_default_words_and_nothing_is_asked()
    {
        IRenderedComponent<SearchPage> page = Open("/");

        Assert.Equal("working on laptop in office", Wait(page, "query").GetAttribute("value"));
        page.WaitForElement("[data-model=resnet][type=checkbox]", TimeSpan.FromSeconds(20));
        Assert.Empty(Answers.Requests);
        Assert.Equal("get", page.Find("form").GetAttribute("method"));
    }

    [Fact]
    public void Two_models_answer_side_by_side()
    {
        IRenderedComponent<SearchPage> page = Open("/?q=dog&n=5");

        Assert.Equal(5, Hits(page, "resnet").Count);
        Assert.Equal(5, Hits(page, "vit").Count);
        Assert.Empty(page.FindAll("[data-model=clip][data-testid=hit]"));
        IElement first = Hits(page, "resnet")[0];
        Assert.Equal(("1", "1"), (first.GetAttribute("data-id"), first.GetAttribute("data-rank")));
        Assert.Contains("0.310", first.TextContent, StringComparison.Ordinal);
        Assert.Equal("5 results from resnet, 5 from vit in 11 ms",
            page.Find("[data-testid=announcement]").TextContent);
        Assert.Contains("0.80", page.Find("[data-testid=agreement]").TextContent, StringComparison.Ordinal);
        Assert.Contains("4.2 ms", page.Find("[data-testid=timing]").TextContent, StringComparison.Ordinal);
        Assert.Equal(10, page.FindAll("[data-testid=chart] rect").Count);
    }

    [Fact]
    public void Pictures_that_both_models_found_are_linked_and_say_the_difference()
    {
        IRenderedComponent<SearchPage> page = Open("/?q=dog&n=5");

        IElement inResnet = Hits(page, "resnet").Single(h => h.GetAttribute("data-id") == "4");
        IElement inVit = Hits(page, "vit").Single(h => h.GetAttribute("data-id") == "4");
        Assert.Equal(inVit.GetAttribute("style"), inResnet.GetAttribute("style"));
        Assert.Contains("▲3 in vit", inResnet.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 places higher in vit", inResnet.TextContent, StringComparison.Ordinal);
        Assert.Contains("▼3 in resnet", inVit.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("linked", Hits(page, "resnet")[0].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_writes_the_search_into_the_address()
    {
        IRenderedComponent<SearchPage> page = Open("/");
        page.WaitForElement("[data-model=resnet][type=checkbox]", TimeSpan.FromSeconds(20));

        page.Find("[data-testid=query]").Change("a red car");
        page.Find("[data-testid=not]").Change("snow");
        page.Find("form").Submit();

        WaitForAddress(page, "/?q=a%20red%20car&m=resnet&m=vit&not=snow");
        Assert.Equal(10, Hits(page, "vit").Count);
        Assert.Equal("snow", Assert.Single(Answers.Requests).Not);
    }

    [Fact]
    public void Options_of_a_shown_result_apply_at_once()
    {
        IRenderedComponent<SearchPage> page = Open("/?q=dog");
        Hits(page, "vit");

        page.Find("[data-model=clip][type=checkbox]").Change(true);

        WaitForAddress(page, "/?q=dog&m=resnet&m=vit&m=clip");
        Assert.Equal(10, Hits(page, "clip").Count);
    }

    [Fact]
    public void Names_and_queries_are_text_and_never_markup()
    {
        Answers.Name = "<script>alert(1)</script>.png";
        IRenderedComponent<SearchPage> page = Open("/?q=" + Uri.EscapeDataString("<script>alert(2)</script>"));

        Assert.Contains("<script>alert(1)</script>.png", Hits(page, "vit")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("<script>alert(2)</script>", page.Find("#results-title").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public void A_missing_picture_becomes_a_placeholder_with_its_reason()
    {
        Answers.MissingId = 2;
        IRenderedComponent<SearchPage> page = Open("/?q=dog");

        Hits(page, "resnet")[1].QuerySelector("img")!.TriggerEvent(
            "onerror", new Microsoft.AspNetCore.Components.Web.ErrorEventArgs());

        string reason = Wait(page, "placeholder").TextContent;
        Assert.Contains("The file of this picture is gone.", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_and_an_error_of_a_model_are_in_its_column()
    {
        Answers.Warning = "The query was cut after 77 words.";
        IRenderedComponent<SearchPage> page = Open("/?q=dog&m=resnet&m=old");

        Assert.Contains("cut after 77 words", Wait(page, "column-resnet").TextContent, StringComparison.Ordinal);
        Assert.Contains("not installed", Wait(page, "column-old").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void More_appends_the_next_page_of_one_model()
    {
        IRenderedComponent<SearchPage> page = Open("/?q=dog&n=5");
        Wait(page, "column-vit");

        page.Find("[data-testid=column-vit] [data-testid=more]").Click();

        page.WaitForAssertion(() => Assert.Equal(10, Hits(page, "vit").Count), TimeSpan.FromSeconds(20));
        Assert.Equal(5, Hits(page, "resnet").Count);
        Assert.Equal("10", Hits(page, "vit")[^1].GetAttribute("data-rank"));
    }

    [Fact]
    public void The_picture_view_is_in_the_address_and_shows_the_facts()
    {
        IRenderedComponent<SearchPage> page = Open("/?q=dog&view=4&in=vit");

        IElement view = Wait(page, "view");
        page.WaitForAssertion(
            () => Assert.Contains("183 KB", view.TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal("/v1/items/4/thumbnail?size=1024", view.QuerySelector("img")!.GetAttribute("src"));
        Assert.Null(view.QuerySelector("[data-testid=view-previous]"));
        Assert.Equal("/?q=dog&view=3&in=vit", view.QuerySelector("[data-testid=view-next]")!.GetAttribute("href"));

        page.Find("[data-testid=view-close]").Click();

        WaitForAddress(page, "/?q=dog");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=view]")), TimeSpan.FromSeconds(20));
        Assert.Single(Answers.Requests);
    }

    [Fact]
    public void Enter_in_an_option_and_the_form_that_it_sends_mean_one_address()
    {
        IRenderedComponent<SearchPage> page = Open("/?q=dog");
        Hits(page, "vit");
        int visited = ((BunitNavigationManager)Navigation).History.Count;

        page.Find("[data-testid=count]").Change("3");
        page.Find("form").Submit();

        WaitForAddress(page, "/?q=dog&n=3&m=resnet&m=vit");
        page.WaitForAssertion(() => Assert.Equal(3, Hits(page, "vit").Count), TimeSpan.FromSeconds(20));
        Assert.Equal(visited + 1, ((BunitNavigationManager)Navigation).History.Count);
    }

    [Fact]
    public void Results_of_one_search_are_never_below_the_words_of_another()
    {
        IRenderedComponent<SearchPage> page = Open("/?q=dog");
        Hits(page, "vit");
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Answers.Gate = gate.Task;
        List<string> headings = [];
        page.OnMarkupUpdated += (_, _) => headings.AddRange(page.FindAll("#results-title").Select(h => h.TextContent));

        Navigation.NavigateTo("/?q=cat");
        Wait(page, "skeleton");

        Assert.DoesNotContain("“cat”", headings);
        gate.SetResult();
        page.WaitForAssertion(() => Assert.Contains("“cat”", headings), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_picture_that_the_page_does_not_have_any_more_must_be_chosen_again()
    {
        IRenderedComponent<SearchPage> page = Open("/?picture=1");

        Assert.Contains("chosen again", Wait(page, "error").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=retry]"));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_in_words()
    {
        IRenderedComponent<SearchPage> page = Open("/");

        bool isTaken = await page.InvokeAsync(() => page.Instance.OfferPicture("a.pdf", "application/pdf", 10));

        Assert.False(isTaken);
        string words = Wait(page, "upload-problem").TextContent;
        Assert.Contains("“a.pdf” is not a picture", words, StringComparison.Ordinal);
    }
}
