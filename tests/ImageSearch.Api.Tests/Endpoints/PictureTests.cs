using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ImageSearch.Client;

namespace ImageSearch.Api.Tests.Endpoints;

/// <summary>The original file of a picture.</summary>
public sealed class PictureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bytes_are_those_of_the_file()
    {
        BackendFolder folder = IndexedBackend.Folder();
        byte[] bytes = File.ReadAllBytes(folder.AddNoise("photo.jpg", 300, 200));
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        using HttpResponseMessage response = await GetAsync(backend, "photo.jpg");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(bytes.Length, response.Content.Headers.ContentLength);
        Assert.Equal("bytes", Assert.Single(response.Headers.AcceptRanges));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("private", response.Headers.CacheControl!.ToString());
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(".png", "image/png"), InlineData(".webp", "image/webp"), InlineData(".gif", "image/gif")]
    [InlineData(".tif", "image/tiff"), InlineData(".avif", "image/avif")]
    public async Task The_type_follows_from_the_bytes_and_never_from_the_name(string suffix, string type)
    {
        BackendFolder folder = IndexedBackend.Folder();
        string written = folder.AddNoise("written" + suffix, 40, 40);
        File.Move(written, Path.Combine(folder.Pictures, "named.bmp"));
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        using HttpResponseMessage response = await GetAsync(backend, "named.bmp");
        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task An_unchanged_picture_is_not_sent_again()
    {
        await using RunningBackend backend = await StartAsync("red.png");
        using HttpResponseMessage first = await GetAsync(backend, "red.png");
        Assert.False(first.Headers.ETag!.IsWeak);
        using HttpResponseMessage byTag = await GetAsync(
            backend, "red.png", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag));
        using HttpResponseMessage byDate = await GetAsync(
            backend, "red.png", r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified);
        Assert.Equal(
            (HttpStatusCode.NotModified, HttpStatusCode.NotModified), (byTag.StatusCode, byDate.StatusCode));
        Assert.Empty(await byTag.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.NotNull(byTag.Headers.CacheControl);
    }

    [Fact]
    public async Task A_changed_picture_has_another_tag()
    {
        await using RunningBackend backend = await StartAsync("red.png");
        using HttpResponseMessage first = await GetAsync(backend, "red.png");

        // Another file of that name: the one that was sent may still be open.
        File.Delete(Path.Combine(backend.Folder.Pictures, "red.png"));
        backend.Folder.AddPicture("red.png", "blue", 50, 50);
        using HttpResponseMessage second = await GetAsync(
            backend, "red.png", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task A_part_is_sent_where_a_part_is_asked_for()
    {
        await using RunningBackend backend = await StartAsync("red.png");
        byte[] bytes = File.ReadAllBytes(Path.Combine(backend.Folder.Pictures, "red.png"));
        using HttpResponseMessage part = await GetAsync(
            backend, "red.png", r => r.Headers.Range = new RangeHeaderValue(10, 19));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal($"bytes 10-19/{bytes.Length}", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync(Cancellation));
        using HttpResponseMessage outside = await GetAsync(
            backend, "red.png", r => r.Headers.Range = new RangeHeaderValue(1_000_000, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, outside.StatusCode);
        Assert.Equal("application/problem+json", outside.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"bytes */{bytes.Length}", outside.Content.Headers.ContentRange!.ToString());
        using HttpResponseMessage changed = await GetAsync(backend, "red.png", r =>
        {
            r.Headers.Range = new RangeHeaderValue(10, 19);
            r.Headers.IfRange = new RangeConditionHeaderValue("\"another\"");
        });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task The_headers_can_be_had_alone(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        string address = $"v1/items/{backend.IdOf("red.png")}/{resource}";
        using HttpResponseMessage whole = await backend.Http.GetAsync(address, Cancellation);
        using HttpRequestMessage request = new(HttpMethod.Head, address);
        using HttpResponseMessage head = await backend.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("<script>alert(1)<-script>.png")]
    [InlineData("a \"quoted\"; filename=evil.exe.png")]
    [InlineData("line\r\nSet-Cookie: a=b.png")]
    [InlineData("حديقة.png")]
    [InlineData("gnp\u202Egnp.exe.png")]
    [InlineData("😀 100% 'back\\slash'.png")]
    public async Task Any_file_name_makes_a_sound_header(string name)
    {
        await using RunningBackend backend = await StartAsync(name);
        using HttpResponseMessage response = await GetAsync(backend, name);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        string header = response.Content.Headers.NonValidated["Content-Disposition"].ToString();
        Assert.Matches("""^inline; filename="[A-Za-z0-9 ._()-]*"; filename\*=UTF-8''[A-Za-z0-9._~%-]*$""", header);
        Item item = await backend.Client.GetItemAsync(backend.IdOf(name), Cancellation);
        Assert.Equal((name, name), (item.Name, item.Path));
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_file_that_is_gone_is_named_as_the_reason(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        File.Delete(Path.Combine(backend.Folder.Pictures, "red.png"));
        await AssertRefusedAsync(
            backend, resource, "The file is gone from its folder. Index again to update the library.");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_folder_that_is_gone_is_no_failure(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        Directory.Delete(backend.Folder.Pictures, recursive: true);
        await AssertRefusedAsync(backend, resource, "The file is gone from its folder.");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_page_under_a_pictures_name_is_never_sent(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        File.WriteAllText(
            Path.Combine(backend.Folder.Pictures, "red.png"), "<html><script>alert(1)</script></html>");
        await AssertRefusedAsync(backend, resource, "picture");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_drawing_with_scripts_is_never_sent(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        File.WriteAllText(Path.Combine(backend.Folder.Pictures, "red.png"),
            "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
        await AssertRefusedAsync(backend, resource, "picture");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task An_emptied_file_is_named_as_the_reason(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        File.WriteAllBytes(Path.Combine(backend.Folder.Pictures, "red.png"), []);
        await AssertRefusedAsync(backend, resource, "empty");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_folder_in_the_place_of_the_file_is_no_failure(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        File.Delete(Path.Combine(backend.Folder.Pictures, "red.png"));
        Directory.CreateDirectory(Path.Combine(backend.Folder.Pictures, "red.png"));
        await AssertRefusedAsync(backend, resource, "The file is gone");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_pipe_in_the_place_of_the_file_keeps_nobody_waiting(string resource)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes are made with Linux's mkfifo.");
        await using RunningBackend backend = await StartAsync("red.png");
        string path = Path.Combine(backend.Folder.Pictures, "red.png");
        File.Delete(path);
        using Process made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(Cancellation);
        await AssertRefusedAsync(backend, resource, "empty");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_link_to_itself_in_the_place_of_the_file_is_no_failure(string resource)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        string path = Path.Combine(backend.Folder.Pictures, "red.png");
        File.Delete(path);
        File.CreateSymbolicLink(path, path);
        await AssertRefusedAsync(backend, resource, "The file");
    }

    [Theory, InlineData("picture"), InlineData("thumbnail")]
    public async Task A_skipped_picture_is_not_sent(string resource)
    {
        BackendFolder folder = IndexedBackend.Folder();
        File.WriteAllText(Path.Combine(folder.Pictures, "red.png"), "no picture");
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        await AssertRefusedAsync(backend, resource, "skipped");
    }

    [Theory]
    [InlineData("v1/items/999/picture"), InlineData("v1/items/999/thumbnail"), InlineData("v1/items/-1/picture")]
    [InlineData("v1/items/9223372036854775807/thumbnail"), InlineData("v1/items/9223372036854775808/thumbnail")]
    [InlineData("v1/items/99999999999999999999999999/picture"), InlineData("v1/items/0/picture")]
    [InlineData("v1/items/..%2f..%2fetc%2fpasswd/picture"), InlineData("v1/items/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("v1/items/1/picture/..%2f..%2fetc%2fpasswd"), InlineData("v1/items/1%00/picture")]
    [InlineData("v1/items/..%5c..%5cetc%5cpasswd"), InlineData("v1/items/%2fetc%2fpasswd/thumbnail")]
    public async Task An_unknown_id_finds_nothing(string address)
    {
        await using RunningBackend backend = await StartAsync("red.png");
        using HttpResponseMessage response = await backend.Http.GetAsync(address, Cancellation);
        Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        Assert.DoesNotContain("root:", await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static async Task<RunningBackend> StartAsync(string name)
    {
        BackendFolder folder = IndexedBackend.Folder();
        folder.AddPicture(name, "red");
        return await IndexedBackend.StartAsync(folder);
    }

    private static async Task<HttpResponseMessage> GetAsync(
        RunningBackend backend, string name, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"v1/items/{backend.IdOf(name)}/picture");
        change?.Invoke(request);
        return await backend.Http.SendAsync(request, Cancellation);
    }

    private static async Task AssertRefusedAsync(RunningBackend backend, string resource, string reason)
    {
        using HttpResponseMessage response = await backend.Http.GetAsync(
            $"v1/items/{backend.IdOf("red.png")}/{resource}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Problem? problem = await response.Content.ReadFromJsonAsync(ContractJson.Default.Problem, Cancellation);
        Assert.Contains(reason, problem!.Detail);
        Assert.DoesNotContain(backend.Folder.Path, problem.Detail);
    }
}
