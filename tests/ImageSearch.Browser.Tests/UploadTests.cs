using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImageSearch.Browser.Tests;

public sealed class UploadTests(Site site)
{
    private const string MakeTransfer = """
        ([name, type, base64]) => {
          const transfer = new DataTransfer();
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          transfer.items.add(new File([bytes], name, { type }));
          return transfer;
        }
        """;

    private const string CanBeShown = """
        address => new Promise(resolve => {
          const picture = new Image();
          picture.onload = () => resolve(true);
          picture.onerror = () => resolve(false);
          picture.src = address;
        })
        """;

    [Fact]
    public async Task A_chosen_file_finds_itself_first()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        string file = site.Pictures.Files[7];

        await visit.Page.GetByTestId("upload").SetInputFilesAsync(file);

        await AssertFoundAsync(visit, file);
    }

    [Fact]
    public async Task A_dropped_file_finds_itself_first()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        string file = site.Pictures.Files[8];

        IJSHandle transfer = await TransferAsync(visit, file, "image/jpeg");
        await visit.Page.DispatchEventAsync("body", "drop", new { dataTransfer = transfer });

        await AssertFoundAsync(visit, file);
    }

    [Fact]
    public async Task A_pasted_picture_finds_itself_first()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        string file = site.Pictures.Files[9];

        IJSHandle transfer = await TransferAsync(visit, file, "image/jpeg");
        await transfer.EvaluateAsync(
            """
            transfer => document.dispatchEvent(
              new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
            """);

        await AssertFoundAsync(visit, file);
    }

    [Fact]
    public async Task Previews_are_given_back_when_the_page_is_left()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();
        await visit.Page.GetByTestId("upload").SetInputFilesAsync(site.Pictures.Files[7]);
        await visit.ResultsAsync("Pictures similar to yours");
        string? preview = await visit.Page.GetByTestId("query-picture").Locator("img").GetAttributeAsync("src");
        Assert.True(await visit.Page.EvaluateAsync<bool>(CanBeShown, preview));

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Library", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByTestId("library-counts")).ToBeVisibleAsync();

        await visit.Page.WaitForFunctionAsync($"async preview => !await ({CanBeShown})(preview)", preview);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_with_a_reason()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();

        await visit.Page.GetByTestId("upload").SetInputFilesAsync(new FilePayload
        {
            Name = "notes.txt", MimeType = "text/plain", Buffer = "words"u8.ToArray(),
        });

        await Expect(visit.Page.GetByTestId("upload-problem")).ToContainTextAsync("notes.txt");
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_broken_picture_is_refused_with_a_reason()
    {
        await using Visit visit = await site.VisitAsync();
        await visit.ReadyAsync();

        await visit.Page.GetByTestId("upload").SetInputFilesAsync(new FilePayload
        {
            Name = "broken.jpg", MimeType = "image/jpeg", Buffer = "this is no JPEG"u8.ToArray(),
        });

        await Expect(visit.Error).ToContainTextAsync("does not accept");

        // Not even the browser can show it: a sign takes the place of the preview.
        await Expect(visit.Page.GetByTestId("query-picture").Locator("img")).ToHaveCountAsync(0);
        visit.AssertCalm(expected: "blob:");
    }

    private static async Task<IJSHandle> TransferAsync(Visit visit, string file, string type)
    {
        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        return await visit.Page.EvaluateHandleAsync(
            MakeTransfer, new[] { Path.GetFileName(file), type, Convert.ToBase64String(bytes) });
    }

    private static async Task AssertFoundAsync(Visit visit, string file)
    {
        await visit.ResultsAsync("Pictures similar to yours");
        await Expect(visit.Hit("resnet", 1).Locator(".name")).ToHaveTextAsync(Path.GetFileName(file));
        await Expect(visit.Hit("vit", 1).Locator(".name")).ToHaveTextAsync(Path.GetFileName(file));
        await Expect(visit.Page.GetByTestId("query-picture")).ToContainTextAsync(Path.GetFileName(file));
        visit.AssertCalm();
    }
}
