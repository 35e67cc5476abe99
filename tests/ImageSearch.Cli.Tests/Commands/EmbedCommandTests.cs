using System.Text.Json;

namespace ImageSearch.Cli.Tests.Commands;

public sealed class EmbedCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public EmbedCommandTests() => _folder.AddModels("first");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_text_has_a_vector_of_unit_length_in_order()
    {
        ToolResult both = await ToolProcess.RunAsync(
            _folder, "embed", "--model", "first", "--text", "a red car", "a dog", "--json");
        ToolResult one = await ToolProcess.RunAsync(_folder, "embed", "--model", "first", "--text", "a dog", "--json");

        Assert.True(both.ExitCode == 0, both.Error);
        Assert.Equal(["model", "vectors"], both.Json.EnumerateObject().Select(property => property.Name));
        float[][] vectors = Vectors(both.Json);
        Assert.Equal(2, vectors.Length);
        Assert.All(vectors, vector => Assert.Equal(1, vector.Sum(x => x * x), 1e-5f));
        Assert.Equal(Vectors(one.Json)[0], vectors[1]);
    }

    [Fact]
    public async Task A_picture_is_near_its_words()
    {
        string file = _folder.AddPicture("red.png", "red");

        ToolResult picture = await ToolProcess.RunAsync(_folder, "embed", "--model", "first", file, "--json");
        ToolResult words = await ToolProcess.RunAsync(
            _folder, "embed", "--model", "first", "--text", "red", "blue", "--json");

        float[] image = Vectors(picture.Json)[0];
        float[] scores = [.. Vectors(words.Json).Select(vector => vector.Zip(image, (a, b) => a * b).Sum())];
        Assert.True(scores[0] > scores[1] + 0.2f, $"{scores[0]} for red, {scores[1]} for blue");
    }

    [Fact]
    public async Task The_runtime_of_the_models_keeps_no_device_id_and_no_events()
    {
        // The runtime also keeps still by itself where it sees that a build server runs it.
        _folder.Variables["CI"] = "";

        ToolResult result = await ToolProcess.RunAsync(_folder, "embed", "--model", "first", "--text", "a dog");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "cache", "Microsoft")));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_exits_with_3_and_is_named()
    {
        string file = _folder.AddFile("notes.jpg", "no picture");

        ToolResult result = await ToolProcess.RunAsync(_folder, "embed", "--model", "first", file, "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains("notes.jpg", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("embed", "--model", "first")]
    [InlineData("embed", "--text", "red")]
    [InlineData("embed", "--model", "../../etc/passwd", "--text", "red")]
    [InlineData("embed", "--model", "first", "red.png", "--text", "red")]
    public async Task Wrong_usage_exits_with_2(params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Out);
    }

    private static float[][] Vectors(JsonElement json) => [.. json.GetProperty("vectors").EnumerateArray()
        .Select(vector => vector.EnumerateArray().Select(x => x.GetSingle()).ToArray())];
}
