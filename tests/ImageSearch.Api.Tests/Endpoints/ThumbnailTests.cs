using System.Net;
using System.Net.Http.Json;
using ImageSearch.Api.Pictures;
using ImageSearch.Client;
using ImageSearch.Decoding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Api.Tests.Endpoints;

public sealed class ThumbnailTests
{
    private static readonly ImageDecoder Decoder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "image/jpeg"), InlineData("*/*", "image/jpeg"), InlineData("image/*", "image/jpeg")]
    [InlineData("image/webp", "image/webp"), InlineData("image/webp;q=0", "image/jpeg")]
    [InlineData("image/avif,image/webp,image/apng,image/*,*/*;q=0.8", "image/webp")]
    [InlineData("nonsense", "image/jpeg")]
    public async Task The_format_is_one_that_the_client_shows(string? accept, string type)
    {
        await using RunningBackend backend = await StartAsync(400, 300);
        using HttpResponseMessage response = await GetAsync(backend, "", accept);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal("Accept", Assert.Single(response.Headers.Vary));
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal($"image/{Decoder.ReadHeader(bytes, "x").Format}", type);
    }

    [Theory]
    [InlineData(null, 256, 171), InlineData(64, 64, 43), InlineData(128, 128, 85), InlineData(256, 256, 171)]
    [InlineData(512, 512, 341), InlineData(1024, 600, 400)]
    public async Task The_size_is_the_one_asked_for_and_never_more_than_the_pictures(int? size, int width, int height)
    {
        await using RunningBackend backend = await StartAsync(600, 400);
        using HttpResponseMessage response = await GetAsync(backend, size is null ? "" : $"?size={size}");
        ImageHeader header = Decoder.ReadHeader(await response.Content.ReadAsByteArrayAsync(Cancellation), "x");
        Assert.Equal((width, height), (header.Width, header.Height));
    }

    [Theory]
    [InlineData("0"), InlineData("65"), InlineData("-64"), InlineData("2048"), InlineData("x"), InlineData("")]
    [InlineData("99999999999999"), InlineData("064")]
    public async Task Another_size_is_refused(string size)
    {
        await using RunningBackend backend = await StartAsync(60, 40);
        using HttpResponseMessage response = await GetAsync(backend, $"?size={size}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Problem? problem = await response.Content.ReadFromJsonAsync(ContractJson.Default.Problem, Cancellation);
        Assert.Contains("1024", Assert.Single(problem!.Errors!["size"]));
    }

    [Fact]
    public async Task A_turned_photo_is_upright()
    {
        BackendFolder folder = IndexedBackend.Folder();
        folder.AddTurned("photo.png", 300, 400);
        await using RunningBackend backend = await IndexedBackend.StartAsync(folder);
        using HttpResponseMessage response = await GetAsync(backend, "");
        PixelImage image = Decoder.Decode(await response.Content.ReadAsByteArrayAsync(Cancellation), "x");
        Assert.Equal((192, 256), (image.Width, image.Height));
        Assert.True(image.Rgb[0] > 200, "The first pixel is not red.");
        Assert.True(image.Rgb[^1] > 200, "The last pixel is not blue.");
    }

    [Fact]
    public async Task A_thumbnail_that_the_client_has_is_not_sent_again()
    {
        await using RunningBackend backend = await StartAsync(400, 300);
        using HttpResponseMessage first = await GetAsync(backend, "");
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Contains("must-revalidate", first.Headers.CacheControl!.ToString());
        using HttpRequestMessage request = new(HttpMethod.Get, Address(backend));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag);
        using HttpResponseMessage second = await backend.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using HttpResponseMessage webp = await GetAsync(backend, "", "image/webp");
        Assert.NotEqual(first.Headers.ETag, webp.Headers.ETag);
    }

    [Fact]
    public async Task A_thumbnail_is_made_once_for_two_hundred_that_ask_at_once_and_for_the_next_backend()
    {
        await using RunningBackend backend = await StartAsync(1200, 800);
        byte[][] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            backend.Http.GetByteArrayAsync(Address(backend), Cancellation)));
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(1, backend.Services.GetRequiredService<Thumbnails>().Made);
        BackendFolder same = backend.Folder;
        await backend.StopAsync();
        await using RunningBackend next = await IndexedBackend.StartReadyAsync(same);
        Assert.Equal(answers[0], await next.Http.GetByteArrayAsync(Address(next), Cancellation));
        Assert.Equal(0, next.Services.GetRequiredService<Thumbnails>().Made);
    }

    [Fact]
    public async Task A_changed_picture_has_another_thumbnail_and_the_old_one_returns_with_it()
    {
        await using RunningBackend backend = await StartAsync(400, 300);
        string path = Path.Combine(backend.Folder.Pictures, "photo.png");
        (byte[] oldBytes, DateTime oldDate) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
        byte[] before = await backend.Http.GetByteArrayAsync(Address(backend), Cancellation);
        backend.Folder.AddPicture("photo.png", "blue", 400, 300);
        byte[] after = await backend.Http.GetByteArrayAsync(Address(backend), Cancellation);
        Assert.NotEqual(before, after);
        File.WriteAllBytes(path, oldBytes);
        File.SetLastWriteTimeUtc(path, oldDate);
        Assert.Equal(before, await backend.Http.GetByteArrayAsync(Address(backend), Cancellation));
        Assert.Equal(2, backend.Services.GetRequiredService<Thumbnails>().Made);
    }

    [Theory, InlineData("truncated"), InlineData("flipped"), InlineData("empty"), InlineData("zeros"), InlineData("folder")]
    public async Task A_damaged_file_of_the_cache_is_noticed(string damage)
    {
        await using RunningBackend backend = await StartAsync(400, 300);
        byte[] expected = await backend.Http.GetByteArrayAsync(Address(backend), Cancellation);
        string cached = Assert.Single(
            Directory.GetFiles(backend.Folder.At("thumbnails"), "*", SearchOption.AllDirectories));
        Damage(cached, damage);
        Assert.Equal(expected, await backend.Http.GetByteArrayAsync(Address(backend), Cancellation));
        Assert.Equal(2, backend.Services.GetRequiredService<Thumbnails>().Made);
    }

    [Fact]
    public async Task The_cache_stays_within_its_bound_and_answers_stay_right()
    {
        const long bound = 1 << 20;
        BackendFolder folder = IndexedBackend.Folder();
        for (int i = 0; i < 12; i++)
        {
            folder.AddNoise($"{i}.jpg", 900, 600, seed: i + 1);
        }

        await using RunningBackend backend = await IndexedBackend.StartAsync(folder, o => o.ThumbnailBytes = bound);
        string[] addresses = [.. Enumerable.Range(0, 12).Select(i => Address(backend, $"{i}.jpg") + "?size=1024")];
        byte[][] first = await Task.WhenAll(addresses.Select(a => backend.Http.GetByteArrayAsync(a, Cancellation)));
        Assert.True(first.Sum(f => f.Length) > bound, "The pictures are too small for this test.");
        Assert.InRange(CachedBytes(folder), 1, bound);
        byte[][] again = await Task.WhenAll(addresses.Select(a => backend.Http.GetByteArrayAsync(a, Cancellation)));
        Assert.Equal(first, again);
        Assert.InRange(CachedBytes(folder), 1, bound);
    }

    [Fact]
    public async Task Without_a_place_for_the_cache_thumbnails_are_served_and_one_warning_is_logged()
    {
        BackendFolder folder = IndexedBackend.Folder();
        folder.AddPictures();
        string file = folder.At("file");
        File.WriteAllText(file, "in the way");
        await using RunningBackend backend = await IndexedBackend.StartAsync(
            folder, o => o.ThumbnailPath = Path.Combine(file, "thumbnails"));
        foreach (string name in (string[])["red.png", "blue.png", "green.png"])
        {
            using HttpResponseMessage response = await backend.Http.GetAsync(Address(backend, name), Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Single(backend.Log.Lines, line => line.Level == LogLevel.Warning
            && line.Category == typeof(ThumbnailCache).FullName);
    }

    [Fact]
    public async Task A_damaged_picture_is_named_as_the_reason()
    {
        await using RunningBackend backend = await StartAsync(400, 300);
        string path = Path.Combine(backend.Folder.Pictures, "photo.png");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..5000]);
        using HttpResponseMessage response = await GetAsync(backend, "");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        string? reason = await backend.Client.FindPictureProblemAsync(backend.IdOf("photo.png"), Cancellation);
        Assert.Contains("damaged", reason);
    }

    [Fact]
    public async Task A_request_that_is_given_up_does_not_take_the_thumbnail_from_others()
    {
        await using RunningBackend backend = await StartAsync(3000, 2000);
        using CancellationTokenSource gaveUp = new();
        Task<byte[]> first = backend.Http.GetByteArrayAsync(Address(backend), gaveUp.Token);
        Task<byte[]> second = backend.Http.GetByteArrayAsync(Address(backend), Cancellation);
        gaveUp.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(256, Decoder.ReadHeader(await second, "x").Width);
    }

    private static void Damage(string file, string damage)
    {
        byte[] bytes = File.ReadAllBytes(file);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                break;
            case "flipped":
                bytes[^100] ^= 1;
                File.WriteAllBytes(file, bytes);
                break;
            case "empty":
                File.WriteAllBytes(file, []);
                break;
            case "zeros":
                File.WriteAllBytes(file, new byte[bytes.Length]);
                break;
            default:
                File.Delete(file);
                Directory.CreateDirectory(file);
                break;
        }
    }

    private static long CachedBytes(BackendFolder folder) =>
        new DirectoryInfo(folder.At("thumbnails")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    private static async Task<RunningBackend> StartAsync(int width, int height)
    {
        BackendFolder folder = IndexedBackend.Folder();
        folder.AddNoise("photo.png", width, height);
        return await IndexedBackend.StartAsync(folder);
    }

    private static string Address(RunningBackend backend, string name = "photo.png") =>
        $"v1/items/{backend.IdOf(name)}/thumbnail";

    private static async Task<HttpResponseMessage> GetAsync(
        RunningBackend backend, string query, string? accept = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Address(backend) + query);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await backend.Http.SendAsync(request, Cancellation);
    }
}
