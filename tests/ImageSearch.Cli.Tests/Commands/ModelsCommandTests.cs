using System.Text.Json;

namespace ImageSearch.Cli.Tests.Commands;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public ModelsCommandTests() => _folder.AddModels("first", "second");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_names_the_models_of_the_configured_folder()
    {
        ToolResult result = await ToolProcess.RunAsync(_folder, "models", "list", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        JsonElement first = Assert.Single(
            result.Json.GetProperty("models").EnumerateArray(), m => m.GetProperty("name").GetString() == "first");
        Assert.Equal(32, first.GetProperty("dimension").GetInt32());
        Assert.False(first.GetProperty("shipped").GetBoolean());
    }

    [Fact]
    public async Task Verify_finds_the_damaged_file()
    {
        ToolResult good = await ToolProcess.RunAsync(_folder, "models", "verify", "first", "second");
        await File.AppendAllTextAsync(
            _folder.At("models", "second", "vocab.txt"), "more\n", TestContext.Current.CancellationToken);
        ToolResult bad = await ToolProcess.RunAsync(_folder, "models", "verify", "first", "second", "--json");

        Assert.True(good.ExitCode == 0, good.Error);
        Assert.Equal(3, bad.ExitCode);
        JsonElement[] models = [.. bad.Json.GetProperty("models").EnumerateArray()];
        Assert.Equal(0, models[0].GetProperty("problems").GetArrayLength());
        Assert.Contains("vocab.txt", models[1].GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_models_are_whole_and_at_most_25_MB_each()
    {
        _folder.Variables.Remove("IMAGESEARCH__MODELS__PATH");

        ToolResult result = await ToolProcess.RunShippedAsync(_folder, "models", "verify", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        foreach (string name in new[] { "resnet", "vit" })
        {
            DirectoryInfo folder = new(Path.Combine(Path.GetDirectoryName(ToolProcess.Shipped)!, "models", name));
            Assert.InRange(folder.EnumerateFiles().Sum(file => file.Length), 1_000_000, 25_000_000);
        }
    }

    [Fact]
    public async Task The_shipped_models_are_listed_without_any_configuration()
    {
        _folder.Variables.Clear();

        ToolResult result = await ToolProcess.RunShippedAsync(_folder, "models", "list", "--json");

        Assert.Equal(
            ["resnet", "vit"],
            result.Json.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("name").GetString()));
    }
}
