using ImageSearch.Embeddings;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Tests.Embeddings;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("imagesearch-").FullName;
    private readonly string _shipped;
    private readonly string _own;

    public ModelCatalogTests()
    {
        _shipped = Path.Combine(_folder, "shipped");
        _own = Path.Combine(_folder, "own");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Models_of_both_places_are_listed_by_name_and_ones_own_come_first()
    {
        TinyModel.Create(_shipped, "resnet");
        TinyModel.Create(_shipped, "vit");
        TinyModel.Create(_own, "vit", seed: 1);
        TinyModel.Create(_own, "owner/clip");
        TinyModel.Create(_own, ".unfinished");

        IReadOnlyList<ModelEntry> models = Catalog().List();

        Assert.Equal(["owner/clip", "resnet", "vit"], models.Select(m => m.Name));
        Assert.Equal([false, true, false], models.Select(m => m.Shipped));
        Assert.Equal(Path.Combine(_own, "vit"), Catalog().Find("vit").Folder);
        Assert.Equal(Path.Combine(_own, "owner", "clip"), Catalog().Find("owner/clip").Folder);
    }

    [Fact]
    public void Places_that_do_not_exist_hold_no_models() => Assert.Empty(Catalog().List());

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_known_ones()
    {
        TinyModel.Create(_shipped, "resnet");
        TinyModel.Create(_own, "mine");

        ModelException e = Assert.Throws<ModelException>(() => Catalog().Find("clip"));

        Assert.Contains("'clip'", e.Message, StringComparison.Ordinal);
        Assert.Contains("mine, resnet", e.Message, StringComparison.Ordinal);
        Assert.Contains("IMAGESEARCH__MODELS__PATH", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret"), InlineData("../../etc/passwd"), InlineData("/etc"), InlineData(""), InlineData(".")]
    [InlineData(".."), InlineData("a/../../secret"), InlineData("a/b/c"), InlineData("a\\b"), InlineData("secret\n")]
    public void A_name_never_leads_out_of_the_folders(string name)
    {
        TinyModel.Create(_folder, "secret");
        TinyModel.Create(_own, "a");

        Assert.Throws<ModelException>(() => Catalog().Find(name));
    }

    [Fact]
    public void A_broken_model_does_not_hide_the_others_and_says_what_is_wrong_when_asked_for()
    {
        TinyModel.Create(_own, "good");
        string broken = TinyModel.Create(_own, "broken");
        File.WriteAllText(Path.Combine(broken, "model.json"), "{");
        TinyModel.Create(_own, "renamed", change: m => m with { Name = "original" });

        Assert.Equal(["good"], Catalog().List().Select(m => m.Name));
        Assert.Equal(2, Catalog().ListBroken().Count);
        Assert.Contains(
            Path.Combine(broken, "model.json"), Assert.Throws<ModelException>(() => Catalog().Find("broken")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'original'", Assert.Throws<ModelException>(() => Catalog().Find("renamed")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verifying_names_each_file_that_is_missing_or_changed()
    {
        string folder = TinyModel.Create(_own, "tiny");
        ModelEntry model = Catalog().Find("tiny");
        Assert.Empty(Catalog().Verify(model));

        File.Delete(Path.Combine(folder, "text.onnx"));
        File.AppendAllText(Path.Combine(folder, "vocab.txt"), "more\n");
        IReadOnlyList<string> problems = Catalog().Verify(model);

        Assert.Equal(2, problems.Count);
        Assert.Contains("text.onnx", problems[0], StringComparison.Ordinal);
        Assert.Contains("vocab.txt", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_opened_model_embeds()
    {
        TinyModel.Create(_own, "tiny", dimension: 12);
        using IEmbedder embedder = Catalog().Open("tiny");

        TextEmbedding[] result = await embedder.EmbedTextsAsync(["dog"], TestContext.Current.CancellationToken);

        Assert.Equal("tiny", embedder.Model);
        Assert.Equal(12, result[0].Vector.Length);
    }

    private ModelCatalog Catalog() => new(new ModelCatalogOptions { Path = _own, ShippedPath = _shipped });
}
