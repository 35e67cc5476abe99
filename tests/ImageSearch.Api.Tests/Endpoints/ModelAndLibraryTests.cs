using ImageSearch.Client;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Api.Tests.Endpoints;

public sealed class ModelAndLibraryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_model_says_whether_it_answers_and_if_not_why()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            ["vit", "gone", "hurt", "resnet", "other"],
            prepare: folder =>
            {
                Directory.Delete(folder.At("models", "gone"), recursive: true);
                File.Delete(folder.At("models", "hurt", "text.onnx"));
                TinyModel.Create(folder.At("models"), "new", dimension: 8);
                TinyModel.Create(folder.At("models"), "other", dimension: 8, seed: 77);
                Directory.CreateDirectory(folder.At("models", "unreadable"));
                File.WriteAllText(folder.At("models", "unreadable", "model.json"), "{");
            });
        IReadOnlyList<ModelStatus> models = await backend.Client.ListModelsAsync(Cancellation);
        Assert.Equal(
            [
                ("resnet", "ready", 32, 6L), ("vit", "ready", 32, 6L), ("gone", "missing", 32, null),
                ("hurt", "broken", 32, null), ("new", "notIndexed", 8, null), ("other", "notIndexed", 32, null),
                ("unreadable", "broken", null, null),
            ],
            models.Select(m => (m.Name, m.State, m.Dimension, m.Vectors)));
        Assert.All(models, m => Assert.Equal(m.State == "ready", m.Problem is null));
        Assert.All(models, m => Assert.DoesNotContain(backend.Folder.Path, $"{m.Problem}", StringComparison.Ordinal));
        Assert.Equal("MIT", models[0].Licence);
        Assert.Contains("Trained on: none", models[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_new_version_is_not_complete_is_building_and_answers()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(["resnet"]);
        TinyModel.Create(backend.Folder.At("models"), "resnet", dimension: 16, seed: 9);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(
            () => backend.Folder.IndexAsync(backend.Folder.At("missing"), ["resnet"]));
        ModelStatus model = Assert.Single(await backend.Client.ListModelsAsync(Cancellation));
        Assert.Equal(("resnet", "building", 32, 6L), (model.Name, model.State, model.Dimension, model.Vectors));
        SearchResponse response = await backend.Client.SearchAsync(new() { Query = "red" }, Cancellation);
        Assert.Equal("red.png", response.Models[0].Hits[0].Name);
    }

    [Fact]
    public async Task The_library_counts_its_pictures_and_names_its_sources_without_addresses()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync(
            ["resnet"], o => o.Sources = "/mnt/holiday, /srv/pictures");
        await File.WriteAllTextAsync(Path.Combine(backend.Folder.Pictures, "no.png"), "no picture", Cancellation);
        await backend.Folder.IndexAsync("resnet");
        LibraryStatus library = await backend.Client.GetLibraryAsync(Cancellation);
        Assert.Equal((6, 1), (library.Indexed, library.Skipped));
        Assert.Equal([new("holiday", false), new("pictures", false), new("pictures-2", true)], library.Sources);
        Assert.Equal("resnet", Assert.Single(library.Models).Name);
        string text = await backend.Http.GetStringAsync("/v1/library", Cancellation);
        Assert.DoesNotContain("/mnt", text, StringComparison.Ordinal);
        Assert.DoesNotContain(backend.Folder.Path, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_library_has_nothing()
    {
        await using RunningBackend backend = await SearchBackend.StartAsync([]);
        LibraryStatus library = await backend.Client.GetLibraryAsync(Cancellation);
        Assert.Equal((0, 0), (library.Indexed, library.Skipped));
        Assert.Empty(library.Sources);
        Assert.Empty(library.Models);
    }
}
