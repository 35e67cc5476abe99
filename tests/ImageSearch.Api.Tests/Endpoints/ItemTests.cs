using System.Net;
using System.Net.Http.Json;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Endpoints;

public sealed class ItemTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_says_what_the_library_knows_but_not_where_the_library_is()
    {
        BackendFolder folder = IndexedBackend.Folder();
        string path = folder.AddPicture("2024/May/red.png", "red", 44, 33);
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        Item item = await backend.Client.GetItemAsync(backend.IdOf("2024/May/red.png"), Cancellation);
        Assert.Equal(("red.png", "2024/May/red.png", "pictures"), (item.Name, item.Path, item.Source));
        Assert.Equal((44, 33, "indexed"), (item.Width, item.Height, item.State));
        Assert.Equal((new FileInfo(path).Length, File.GetLastWriteTimeUtc(path)), (item.Size, item.ModifiedAt.UtcDateTime));
        Assert.Equal([IndexedBackend.Model], item.Models!);
        Assert.Null(item.SkipReason);
        Assert.DoesNotContain(
            folder.Path, await backend.Http.GetStringAsync($"v1/items/{item.Id}", Cancellation));
    }

    [Fact]
    public async Task All_items_are_listed_a_page_at_a_time()
    {
        BackendFolder folder = IndexedBackend.Folder();
        folder.AddPictures();
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        List<Item> items = [];
        string? cursor = null;
        do
        {
            ItemPage page = await backend.Client.ListItemsAsync(cursor: cursor, count: 4, cancellationToken: Cancellation);
            Assert.InRange(page.Items.Count, 1, 4);
            items.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(
            ["black.png", "blue.png", "green.png", "red.png", "white.png", "yellow.png"],
            items.Select(i => i.Name).Order(StringComparer.Ordinal));
        Assert.Equal(items.Select(i => i.Id).Order(), items.Select(i => i.Id));
        Assert.All(items, item => Assert.Null(item.Models));
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_item_has_no_next()
    {
        BackendFolder folder = IndexedBackend.Folder();
        folder.AddPictures();
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        ItemPage page = await backend.Client.ListItemsAsync(count: 6, cancellationToken: Cancellation);
        Assert.Equal((6, null), (page.Items.Count, page.NextCursor));
    }

    [Fact]
    public async Task Skipped_items_are_listed_with_their_reason()
    {
        BackendFolder folder = IndexedBackend.Folder();
        folder.AddPicture("red.png", "red");
        File.WriteAllText(Path.Combine(folder.Pictures, "text.jpg"), "no picture");
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        ItemPage page = await backend.Client.ListItemsAsync("skipped", cancellationToken: Cancellation);
        Item item = Assert.Single(page.Items);
        Assert.Equal(("text.jpg", "skipped"), (item.Name, item.State));
        Assert.Contains("not a JPEG", item.SkipReason);
    }

    [Theory]
    [InlineData("count=0", "count"), InlineData("count=1001", "count"), InlineData("count=x", "count")]
    [InlineData("count=-1", "count"), InlineData("count=99999999999", "count"), InlineData("count=", "count")]
    [InlineData("state=removed", "state"), InlineData("state=Indexed", "state")]
    [InlineData("cursor=x", "cursor"), InlineData("cursor=YWZ0ZXI6", "cursor"), InlineData("cursor=%00", "cursor")]
    [InlineData("cursor=YWZ0ZXI6OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ", "cursor")]
    public async Task What_cannot_be_meant_is_refused_with_the_fields_name(string query, string field)
    {
        await using RunningBackend backend = await IndexedBackend.StartReadyAsync(IndexedBackend.Folder());
        using HttpResponseMessage response = await backend.Http.GetAsync($"v1/items?{query}", Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Problem? problem = await response.Content.ReadFromJsonAsync(ContractJson.Default.Problem, Cancellation);
        Assert.Equal(field, Assert.Single(problem!.Errors!).Key);
    }

    [Theory, InlineData("0"), InlineData("-5"), InlineData("9223372036854775807")]
    public async Task An_unknown_id_is_explained(string id)
    {
        await using RunningBackend backend = await IndexedBackend.StartReadyAsync(IndexedBackend.Folder());
        using HttpResponseMessage response = await backend.Http.GetAsync($"v1/items/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Problem? problem = await response.Content.ReadFromJsonAsync(ContractJson.Default.Problem, Cancellation);
        Assert.Contains("no picture with this id", problem!.Detail);
    }
}
