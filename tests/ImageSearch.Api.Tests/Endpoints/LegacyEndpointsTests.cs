using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageSearch.Client;
using ImageSearch.Decoding;

namespace ImageSearch.Api.Tests.Endpoints;

public sealed class LegacyEndpointsTests
{
    private static readonly string[] Both = ["resnet", "vit"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_root_welcomes()
    {
        await using RunningBackend backend = await RunningBackend.StartAsync();
        using JsonDocument welcome = JsonDocument.Parse(await backend.Http.GetStringAsync("/", Cancellation));
        JsonProperty only = Assert.Single(welcome.RootElement.EnumerateObject());
        Assert.Equal("message", only.Name);
        Assert.NotEmpty(only.Value.GetString()!);
    }

    [Fact]
    public async Task The_answer_has_the_originals_shape_with_a_PNG_in_base64()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(Both);
        using JsonDocument answer = await PostAsync(backend, """{"query": "red"}""");
        Assert.Equal(["resnet", "vit", "message"], Names(answer.RootElement));
        Assert.Equal("", answer.RootElement.GetProperty("message").GetString());
        foreach (string model in Both)
        {
            JsonElement hits = answer.RootElement.GetProperty(model);
            Assert.Equal(3, hits.GetArrayLength());
            Assert.All(hits.EnumerateArray(), hit => Assert.Equal(["image", "path", "similarity"], Names(hit)));
            Assert.Equal("red.png", hits[0].GetProperty("path").GetString());
            Assert.InRange(hits[0].GetProperty("similarity").GetDouble(), 0.9, 1);
            byte[] image = Convert.FromBase64String(hits[0].GetProperty("image").GetString()!);
            Assert.Equal(new ImageHeader(40, 30, "png"), new ImageDecoder().ReadHeader(image, "image"));
        }
    }

    [Fact]
    public async Task A_large_picture_comes_with_1024_pixels_on_its_longer_side()
    {
        BackendFolder folder = new();
        folder.AddModels(Both);
        folder.AddPicture("wide.png", "red", 2000, 500);
        await folder.IndexAsync(Both);
        await using RunningBackend backend = await RunningBackend.StartAsync(folder: folder);
        await backend.WaitUntilReadyAsync();
        using JsonDocument answer = await PostAsync(backend, """{"query": "red", "top_k": 1}""");
        string image = answer.RootElement.GetProperty("vit")[0].GetProperty("image").GetString()!;
        ImageHeader header = new ImageDecoder().ReadHeader(Convert.FromBase64String(image), "image");
        Assert.Equal((1024, 256), (header.Width, header.Height));
    }

    [Fact]
    public async Task With_url_each_image_is_an_address_of_this_backend()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(Both);
        using JsonDocument answer = await PostAsync(backend, """{"query": "blue", "top_k": 1, "images": "url"}""");
        Uri image = new(answer.RootElement.GetProperty("vit")[0].GetProperty("image").GetString()!);
        Assert.Equal(backend.Address.Authority, image.Authority);
        Assert.Matches("^/v1/items/[0-9]+/picture$", image.AbsolutePath);
    }

    [Theory]
    [InlineData("""{"query": "red", "top_k": 0}""", "top_k")]
    [InlineData("""{"query": "red", "top_k": 51}""", "top_k")]
    [InlineData("""{"query": "red", "top_k": "three"}""", "top_k")]
    [InlineData("""{"query": "red", "top_k": "3"}""", "top_k")]
    [InlineData("""{"query": "red", "top_k": 2.5}""", "top_k")]
    [InlineData("""{"query": "red", "top_k": null}""", "top_k")]
    [InlineData("""{"query": ""}""", "query")]
    [InlineData("""{"query": " \n"}""", "query")]
    [InlineData("""{"query": 5}""", "query")]
    [InlineData("""{"top_k": 3}""", "query")]
    [InlineData("""{"query": "red", "images": "gif"}""", "images")]
    [InlineData("""{"query": "red", "images": null}""", "images")]
    public async Task A_wrong_field_is_422_and_named(string body, string field)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync([]);
        using HttpResponseMessage response = await backend.PostJsonAsync("/search", body);
        Problem problem = await backend.ReadProblemAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Equal([field], problem.Errors!.Keys);
        Assert.NotEmpty(Assert.Single(problem.Errors[field]));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"query": "red" "top_k": 3}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_no_JSON_object_is_400(string body)
    {
        await using RunningBackend backend = await SearchBackend.StartAsync([]);
        using HttpResponseMessage response = await backend.PostJsonAsync("/search", body);
        await backend.ReadProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_model_that_fails_leaves_its_list_empty_and_says_why_without_paths()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            Both, prepare: folder => File.Delete(folder.At("models", "vit", "text.onnx")));
        using JsonDocument answer = await PostAsync(backend, """{"query": "red"}""");
        Assert.Equal(3, answer.RootElement.GetProperty("resnet").GetArrayLength());
        Assert.Equal(0, answer.RootElement.GetProperty("vit").GetArrayLength());
        string message = answer.RootElement.GetProperty("message").GetString()!;
        Assert.Contains("'vit'", message, StringComparison.Ordinal);
        Assert.DoesNotContain(backend.Folder.Path, message, StringComparison.Ordinal);
        Assert.DoesNotContain("onnx", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_whose_file_is_gone_has_no_image_and_the_message_tells()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(Both);
        File.Delete(Path.Combine(backend.Folder.Pictures, "red.png"));
        using JsonDocument answer = await PostAsync(backend, """{"query": "red", "top_k": 2}""");
        JsonElement hits = answer.RootElement.GetProperty("vit");
        Assert.Equal("red.png", hits[0].GetProperty("path").GetString());
        Assert.Equal("", hits[0].GetProperty("image").GetString());
        Assert.NotEqual("", hits[1].GetProperty("image").GetString());
        string message = answer.RootElement.GetProperty("message").GetString()!;
        Assert.Contains("cannot be shown: 1;", message, StringComparison.Ordinal);
        Assert.DoesNotContain(backend.Folder.Path, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_of_other_models_leaves_both_lists_empty_and_says_so()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["other"]);
        using JsonDocument answer = await PostAsync(backend, """{"query": "red"}""");
        Assert.Equal(0, answer.RootElement.GetProperty("resnet").GetArrayLength());
        Assert.Equal(0, answer.RootElement.GetProperty("vit").GetArrayLength());
        Assert.Contains("'resnet'", answer.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonDocument> PostAsync(RunningBackend backend, string body)
    {
        using HttpResponseMessage response = await backend.PostJsonAsync("/search", body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonDocument>(Cancellation))!;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
