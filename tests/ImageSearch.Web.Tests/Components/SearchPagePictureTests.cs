using Bunit;
using ImageSearch.Web.Components.Pages;
using ImageSearch.Web.State;
using Microsoft.JSInterop;

namespace ImageSearch.Web.Tests.Components;

public sealed class SearchPagePictureTests : PageTest
{
    [Fact]
    public async Task A_picture_is_searched_with_and_its_stream_is_given_back()
    {
        IRenderedComponent<SearchPage> page = Open("/");
        page.WaitForElement("[data-model=resnet][type=checkbox]", TimeSpan.FromSeconds(20));
        await using SentFile file = new(new byte[9]);

        string[] forgotten = await SendAsync(page, file, "blob:1");

        WaitForAddress(page, "/?picture=1&m=resnet&m=vit");
        Assert.Contains("“a.jpg”", Wait(page, "query-picture").TextContent, StringComparison.Ordinal);
        Assert.True(file.IsGivenBack);
        Assert.Empty(forgotten);
    }

    [Fact]
    public async Task Options_that_are_set_but_not_searched_yet_count_for_a_picture()
    {
        IRenderedComponent<SearchPage> page = Open("/");
        page.WaitForElement("[data-model=resnet][type=checkbox]", TimeSpan.FromSeconds(20));
        page.Find("[data-model=vit][type=checkbox]").Change(false);
        page.Find("[data-testid=not]").Change("snow");
        await using SentFile file = new(new byte[9]);

        await SendAsync(page, file, "blob:1");

        WaitForAddress(page, "/?picture=1&m=resnet&not=snow");
    }

    [Fact]
    public async Task Of_two_pictures_on_their_way_the_later_one_counts()
    {
        IRenderedComponent<SearchPage> page = Open("/");
        page.WaitForElement("[data-model=resnet][type=checkbox]", TimeSpan.FromSeconds(20));
        await using SentFile slow = new(new byte[9], isHeld: true);
        await using SentFile fast = new(new byte[9]);
        Task<string[]> first = SendAsync(page, slow, "blob:1");

        await SendAsync(page, fast, "blob:2");
        slow.Release();

        Assert.Equal(["blob:1"], await first);
        WaitForAddress(page, "/?picture=1&m=resnet&m=vit");
        Assert.Equal("blob:2", Wait(page, "query-picture").QuerySelector("img")!.GetAttribute("src"));
    }

    [Fact]
    public async Task Old_pictures_are_forgotten_with_their_previews()
    {
        IRenderedComponent<SearchPage> page = Open("/");
        List<string> forgotten = [];
        for (int i = 1; i <= 6; i++)
        {
            await using SentFile small = new(new byte[9]);
            forgotten.AddRange(await SendAsync(page, small, $"blob:{i}"));
        }

        Assert.Equal(["blob:1"], forgotten);
        await using SentFile large = new(new byte[QueryPicture.MaximumBytes]);
        Assert.Equal(
            ["blob:6", "blob:5", "blob:4", "blob:3", "blob:2"], await SendAsync(page, large, "blob:7"));
    }

    [Fact]
    public async Task A_picture_that_the_browser_cannot_send_is_told()
    {
        IRenderedComponent<SearchPage> page = Open("/");
        await page.InvokeAsync(() => page.Instance.OfferPicture("a.jpg", "image/jpeg", 9));
        Assert.Contains("Reading “a.jpg”", page.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Instance.LosePicture("a.jpg"));

        Assert.Contains("could not be read", Wait(page, "upload-problem").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Reading “a.jpg”", page.Markup, StringComparison.Ordinal);
    }

    private static Task<string[]> SendAsync(IRenderedComponent<SearchPage> page, SentFile file, string preview) =>
        page.InvokeAsync(() =>
        {
            Assert.True(page.Instance.OfferPicture("a.jpg", "image/jpeg", file.Length));
            return page.Instance.TakePictureAsync("a.jpg", preview, file);
        });

    /// <summary>A file in the browser.</summary>
    private sealed class SentFile(byte[] bytes, bool isHeld = false) : IJSStreamReference
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Length => bytes.Length;

        public bool IsGivenBack { get; private set; }

        public void Release() => _released.SetResult();

        public async ValueTask<Stream> OpenReadStreamAsync(
            long maxAllowedSize = 512_000, CancellationToken cancellationToken = default)
        {
            await (isHeld ? _released.Task : Task.CompletedTask);
            return new MemoryStream(bytes);
        }

        public ValueTask DisposeAsync()
        {
            IsGivenBack = true;
            return ValueTask.CompletedTask;
        }
    }
}
