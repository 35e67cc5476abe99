using ImageSearch.Embeddings;
using ImageSearch.Training.Commands;
using ImageSearch.Training.Export;
using ImageSearch.Training.Models;

namespace ImageSearch.Training.Tests.Export;

public class ExportCommandTests
{
    [Fact]
    public async Task A_run_becomes_a_model_folder_with_a_card_and_measured_quality()
    {
        using TinyData data = new();
        await RunCommand.StartAsync(data.Run("run"), data.Settings(VisionKind.Vit, 2), CancellationToken.None);
        string folder = data.Run("model");

        Assert.Equal(0, await ExportAsync(data, folder, $"{data.Captions}:tiny:val"));

        Assert.Equal(100, ModelManifest.Load(folder).Quality["tiny-val/text-to-image-recall@10"]);   // 8 pictures
        string card = await File.ReadAllTextAsync(
            Path.Combine(folder, ModelCard.FileName), TestContext.Current.CancellationToken);
        Assert.Contains("| tiny | val | 8 | 8 |", card, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder + ".new"));
    }

    [Fact]
    public async Task A_wrong_argument_leaves_the_model_that_is_there()
    {
        using TinyData data = new();
        await RunCommand.StartAsync(data.Run("run"), data.Settings(VisionKind.Resnet, 1), CancellationToken.None);
        string folder = data.Run("model");
        await ExportAsync(data, folder, $"{data.Captions}:tiny:val");
        byte[] before = File.ReadAllBytes(Path.Combine(folder, "model.json"));

        await Assert.ThrowsAsync<UsageException>(() => ExportAsync(data, folder, $"{data.Captions}:other:val"));

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder, "model.json")));
    }

    private static Task<int> ExportAsync(TinyData data, string folder, string evaluate) => ExportCommand.Create()
        .Parse([data.Run("run"), folder, "--name", "tiny", "--licence", "MIT", "--data", "Squares.",
            "--evaluate", evaluate])
        .InvokeAsync(
            new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false },
            TestContext.Current.CancellationToken);
}
