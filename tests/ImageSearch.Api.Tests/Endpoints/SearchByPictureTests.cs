using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ImageSearch.Api.Searching;
using ImageSearch.Client;
using ImageSearch.Decoding;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Api.Tests.Endpoints;

public sealed class SearchByPictureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.Webp)]
    public async Task A_picture_finds_those_that_look_like_it(PictureFormat format)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet", "vit"]);
        SearchResponse response = await backend.Client.SearchByPictureAsync(
            Picture("red", format), "my photo.jpg", new() { Count = 2 }, Cancellation);
        Assert.Equal(["resnet", "vit"], response.Models.Select(m => m.Model));
        Assert.All(response.Models, model =>
        {
            Assert.Equal("red.png", model.Hits[0].Name);
            Assert.Equal(2, model.Hits.Count);
        });
        Assert.Equal(2, Assert.Single(response.Agreement).Count);
        Assert.DoesNotContain(backend.Log.Lines, l => l.Message.Contains("my photo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rest_of_the_query_counts_too()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet", "vit"]);
        SearchRequest request = new()
        {
            Models = ["vit"], Count = 1, Not = "blue", Filter = new SearchFilter { Path = "*e*.png" },
        };
        byte[] picture = Picture("red", PictureFormat.Png);
        ModelResult first = Assert.Single(
            (await backend.Client.SearchByPictureAsync(picture, "a", request, Cancellation)).Models);
        ModelResult second = Assert.Single((await backend.Client.SearchByPictureAsync(
            picture, "a", request with { Cursor = first.NextCursor }, Cancellation)).Models);
        Assert.Equal((1, "red.png"), (first.Hits[0].Rank, first.Hits[0].Name));
        Assert.Equal(2, second.Hits[0].Rank);
        ImageSearchException refused = await Assert.ThrowsAsync<ImageSearchException>(
            () => backend.Client.SearchByPictureAsync(
                Picture("blue", PictureFormat.Png), "a", request with { Cursor = first.NextCursor }, Cancellation));
        Assert.Equal(["cursor"], refused.Problem!.Errors!.Keys);
    }

    [Fact]
    public async Task The_picture_alone_is_a_query()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using MultipartFormDataContent form = new()
        {
            { new StringContent("whatever"), "unknown" },
            { new ByteArrayContent(Picture("blue", PictureFormat.Png)), "picture" },
        };
        using HttpResponseMessage response = await backend.Http.PostAsync("/v1/search/picture", form, Cancellation);
        SearchResponse answer = await SearchBackend.ReadAsync(response);
        Assert.Equal("blue.png", answer.Models[0].Hits[0].Name);
        Assert.Equal(6, answer.Models[0].Hits.Count);
    }

    public static TheoryData<string, byte[]> NoPictures => new()
    {
        { "is empty", [] },
        { "not a JPEG", Encoding.UTF8.GetBytes("<html>no picture</html>") },
        { "SVG", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>") },
        { "damaged", Picture("red", PictureFormat.Png)[..^20] },
        { "cut short", Picture("red", PictureFormat.Jpeg)[..^2] },
    };

    [Theory, MemberData(nameof(NoPictures))]
    public async Task What_is_no_whole_picture_is_422_with_the_reason(string reason, byte[] file)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet", "vit"]);
        ImageSearchException refused = await Assert.ThrowsAsync<ImageSearchException>(
            () => backend.Client.SearchByPictureAsync(file, "red.png", new(), Cancellation));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(reason, Assert.Single(refused.Problem!.Errors!["picture"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_too_many_pixels_is_422_with_both_numbers()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            ["resnet"], decoding: new DecodeLimits { MaxMegapixels = 0.01 });
        byte[] large = PictureEncoder.Encode(TinyModel.Picture("red", 200, 100), PictureFormat.Png, 200);
        ImageSearchException refused = await Assert.ThrowsAsync<ImageSearchException>(
            () => backend.Client.SearchByPictureAsync(large, "red.png", new(), Cancellation));
        Assert.Contains("200 × 100", Assert.Single(refused.Problem!.Errors!["picture"]), StringComparison.Ordinal);
        Assert.Contains("0.01 megapixels", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1025, false)]
    [InlineData(1025, true)]
    [InlineData(200_000, false)]
    [InlineData(200_000, true)]
    [InlineData(30_000_000, false)]
    public async Task A_file_of_too_many_bytes_is_413(int length, bool isChunked)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"], o => o.UploadBytes = 1024);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(new byte[length]), "picture", "a.png" } };
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/search/picture") { Content = form };
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage response = await backend.Http.SendAsync(request, Cancellation);
        Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("1,024", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_32_pictures_at_once_more_are_refused_until_one_is_answered_or_given_up()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        byte[] head = Encoding.ASCII.GetBytes("POST /v1/search/picture HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n");
        List<TcpClient> unfinished = [];
        try
        {
            for (int i = 0; i < PictureQueries.MostAtOnce; i++)
            {
                TcpClient client = new();
                unfinished.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, backend.Address.Port, Cancellation);
                await client.GetStream().WriteAsync(head, Cancellation);
            }

            await UntilAsync(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            unfinished.ForEach(client => client.Dispose());
        }

        await UntilAsync(HttpStatusCode.OK);

        Task UntilAsync(HttpStatusCode status) => SearchBackend.WaitUntilAsync(async () =>
        {
            using MultipartFormDataContent form = new()
            {
                { new ByteArrayContent(Picture("red", PictureFormat.Png)), "picture", "red.png" },
            };
            using HttpResponseMessage response = await backend.Http.PostAsync("/v1/search/picture", form, Cancellation);
            return response.StatusCode == status;
        });
    }

    [Fact]
    public async Task A_model_that_lost_its_part_for_pictures_says_so_and_still_answers_words()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            ["vit"], prepare: f => File.Delete(f.At("models", "vit", "image.onnx")));
        ModelStatus status = Assert.Single(await backend.Client.ListModelsAsync(Cancellation));
        Assert.Equal("ready", status.State);
        Assert.Contains("picture file does not work", status.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("onnx", status.Problem, StringComparison.Ordinal);
        Assert.Contains(backend.Log.Lines, l => l.Exception?.Message.Contains("image.onnx") == true);

        SearchResponse words = await backend.Client.SearchAsync(new() { Query = "red" }, Cancellation);
        Assert.Equal(6, words.Models[0].Hits.Count);
        SearchResponse picture = await backend.Client.SearchByPictureAsync(
            Picture("red", PictureFormat.Png), "red.png", new(), Cancellation);
        Assert.Contains("cannot be used", picture.Models[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_picture_is_422()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using MultipartFormDataContent form = new() { { new StringContent("{}"), "request" } };
        using HttpResponseMessage response = await backend.Http.PostAsync("/v1/search/picture", form, Cancellation);
        Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["picture"], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("""{"query": "red"}""", "query")]
    [InlineData("""{"similarTo": 1}""", "similarTo")]
    [InlineData("""{"count": 0}""", "count")]
    [InlineData("""{"count": "many"}""", "count")]
    public async Task A_wrong_field_beside_the_picture_is_422(string json, string field)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(Picture("red", PictureFormat.Png)), "picture", "red.png" },
            { new StringContent(json), "request" },
        };
        using HttpResponseMessage response = await backend.Http.PostAsync("/v1/search/picture", form, Cancellation);
        Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=picture\r\n\r\nab",
        HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data", "--x--", HttpStatusCode.BadRequest)]
    [InlineData("image/png", "ab", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_form_that_cannot_be_read_is_refused(string type, string body, HttpStatusCode status)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        using ByteArrayContent content = new(Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using HttpResponseMessage response = await backend.Http.PostAsync("/v1/search/picture", content, Cancellation);
        await backend.ReadProblemAsync(response, status);
    }

    private static byte[] Picture(string colour, PictureFormat format) =>
        PictureEncoder.Encode(TinyModel.Picture(colour), format, 1024);
}
