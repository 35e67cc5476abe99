using Bunit;
using ImageSearch.Web.Components.Pages;

namespace ImageSearch.Web.Tests.Components;

public sealed class LibraryPageTests : PageTest
{
    [Fact]
    public void It_shows_counts_models_and_why_pictures_were_skipped()
    {
        Answers.Skipped = [Answers.Item(5) with { State = "skipped", SkipReason = "The file is cut off." }];
        IRenderedComponent<LibraryPage> page = Render<LibraryPage>();

        Assert.Contains("1,200", Find(page, "library-counts"), StringComparison.Ordinal);
        Assert.Contains("not installed", Find(page, "library-models"), StringComparison.Ordinal);
        Assert.Contains("The file is cut off.", Find(page, "skipped-item"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_is_indexed_and_followed_to_the_end()
    {
        IRenderedComponent<LibraryPage> page = Render<LibraryPage>();
        Find(page, "index-source");

        page.Find("[data-testid=index-source]").Click();

        page.WaitForElement("[data-testid=job][data-state=completed]", TimeSpan.FromSeconds(20));
        Assert.Contains("100 of 100 pictures", Find(page, "job"), StringComparison.Ordinal);
        Assert.EndsWith("/library?job=job-1", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_job_is_cancelled()
    {
        Answers.JobStep = TimeSpan.FromHours(1);
        IRenderedComponent<LibraryPage> page = Render<LibraryPage>();
        Find(page, "index-source");
        page.Find("[data-testid=index-source]").Click();
        Find(page, "cancel-job");

        page.Find("[data-testid=cancel-job]").Click();

        page.WaitForElement("[data-testid=job][data-state=cancelled]", TimeSpan.FromSeconds(20));
    }

    private static string Find(IRenderedComponent<LibraryPage> page, string testId) =>
        page.WaitForElement($"[data-testid={testId}]", TimeSpan.FromSeconds(20)).TextContent;
}
