using Bunit;
using ImageSearch.Client;
using ImageSearch.Web.Components.Pages;

namespace ImageSearch.Web.Tests.Components;

public sealed class SearchPageFailureTests : PageTest
{
    [Fact]
    public void A_refusal_is_told_and_the_retry_button_asks_again()
    {
        Answers.Status = 401;
        IRenderedComponent<SearchPage> page = Open("/?q=dog");
        Assert.Contains("API key", Wait(page, "error").TextContent, StringComparison.Ordinal);

        Answers.Status = null;
        page.Find("[data-testid=retry]").Click();

        Assert.Equal(10, Hits(page, "vit").Count);
        Assert.Empty(page.FindAll("[data-testid=error]"));
    }

    [Fact]
    public void A_backend_that_is_not_ready_is_asked_again_by_itself()
    {
        Answers.Status = 503;
        IRenderedComponent<SearchPage> page = Open("/?q=dog");
        Assert.Contains("not ready yet", Wait(page, "error").TextContent, StringComparison.Ordinal);

        Answers.Status = null;
        page.WaitForAssertion(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(4));
                Assert.NotEmpty(page.FindAll("[data-testid=hit]"));
            },
            TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Too_many_searches_say_how_long_to_wait()
    {
        Answers.Status = 429;

        Assert.Contains("7 seconds", Wait(Open("/?q=dog"), "error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_answer_is_told_while_the_skeleton_stays()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Answers.Gate = gate.Task;
        IRenderedComponent<SearchPage> page = Open("/?q=dog");
        Wait(page, "skeleton");

        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("The backend is slow", Wait(page, "slow").TextContent, StringComparison.Ordinal);
        gate.SetResult();
        Assert.Equal(10, Hits(page, "vit").Count);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=slow]")), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void An_empty_library_says_how_to_fill_it()
    {
        Answers.Indexed = 0;
        Answers.Models = [new ModelStatus("resnet", "notIndexed", 256, null, null, null, null)];

        string words = Wait(Open("/?q=dog"), "error").TextContent;

        Assert.Contains("imagesearch index FOLDER", words, StringComparison.Ordinal);
    }

    [Fact]
    public void No_model_at_all_says_how_to_install_one()
    {
        Answers.Models = [];

        Assert.Contains("imagesearch models list", Wait(Open("/"), "error").TextContent, StringComparison.Ordinal);
    }
}
