using ImageSearch.Embeddings;
using ImageSearch.Tests.Shared;

namespace ImageSearch.Tests.Embeddings;

public sealed class BrokenModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("imagesearch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_changed_file_is_refused_with_its_name()
    {
        string folder = TinyModel.Create(_folder, "tiny");
        string file = Path.Combine(folder, "image.onnx");
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^9] ^= 1;
        File.WriteAllBytes(file, bytes);

        await AssertPictureRefusedAsync(folder, file, "SHA-256");
    }

    [Fact]
    public async Task A_file_without_a_hash_is_refused()
    {
        string folder = TinyModel.Create(
            _folder, "tiny",
            change: m => m with { Files = m.Files.Where(f => f.Key != "image.onnx").ToDictionary() });

        await AssertPictureRefusedAsync(folder, "image.onnx", "SHA-256");
    }

    [Fact]
    public async Task A_file_that_is_not_ONNX_is_refused_with_its_name()
    {
        string folder = TinyModel.Create(_folder, "tiny");
        string file = Path.Combine(folder, "image.onnx");
        File.WriteAllText(file, "not a model");
        ModelManifest manifest = ModelManifest.Load(folder);
        (manifest with
        {
            Files = new Dictionary<string, string>(manifest.Files) { ["image.onnx"] = TinyModel.Hash(file) },
        }).Save(folder);

        await AssertPictureRefusedAsync(folder, file, "usable ONNX");
    }

    [Fact]
    public async Task A_wrong_dimension_is_refused() => await AssertPictureRefusedAsync(
        TinyModel.Create(_folder, "tiny", dimension: 32, change: m => m with { Dimension = 64 }), "32", "64");

    [Fact]
    public async Task A_wrong_size_is_refused() => await AssertPictureRefusedAsync(
        TinyModel.Create(_folder, "tiny", change: m => m with { Preprocessor = m.Preprocessor with { Size = 20 } }),
        "16", "20");

    [Fact]
    public async Task A_wrong_input_or_output_name_is_refused_with_the_real_ones()
    {
        string input = TinyModel.Create(_folder, "a", change: m => m with { Image = m.Image with { Input = "x" } });
        string output = TinyModel.Create(_folder, "b", change: m => m with { Image = m.Image with { Output = "x" } });

        await AssertPictureRefusedAsync(input, "'x'", "pixels");
        await AssertPictureRefusedAsync(output, "'x'", "embedding");
    }

    [Fact]
    public async Task An_input_that_the_manifest_does_not_describe_is_refused()
    {
        string folder = TinyModel.Create(
            _folder, "tiny", change: m => m with { Text = m.Text with { MaskInput = null } });
        using OnnxEmbedder embedder = new(folder);

        ModelException e = await Assert.ThrowsAsync<ModelException>(
            () => embedder.EmbedTextsAsync(["a"], TestContext.Current.CancellationToken));
        Assert.Contains("attention_mask", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vector_of_zeros_or_infinities_is_an_error_and_not_a_result()
    {
        string zeros = TinyModel.Create(
            _folder, "zeros", change: m => m with { Preprocessor = m.Preprocessor with { Mean = [1, 0, 0] } });
        string huge = TinyModel.Create(
            _folder, "huge", change: m => m with { Preprocessor = m.Preprocessor with { Std = [1e-39f, 1, 1] } });

        // The red picture's only channel is its mean.
        await AssertPictureRefusedAsync(zeros, "image.onnx", "all zeros");
        await AssertPictureRefusedAsync(huge, "image.onnx", "not finite");
    }

    [Theory, InlineData("cuda", "CPUExecutionProvider"), InlineData("quantum", "cpu or cuda")]
    public async Task A_provider_that_is_missing_is_an_error_and_never_replaced(string provider, string word) =>
        await AssertPictureRefusedAsync(TinyModel.Create(_folder, "tiny"), provider, word, provider);

    [Fact]
    public void A_manifest_with_an_impossible_value_is_refused_with_field_and_file()
    {
        string folder = TinyModel.Create(_folder, "tiny", change: m => m with { Dimension = 0 });

        ModelException e = Assert.Throws<ModelException>(() => new OnnxEmbedder(folder));

        Assert.Contains(Path.Combine(folder, "model.json"), e.Message, StringComparison.Ordinal);
        Assert.Contains("dimension", e.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("../outside.onnx"), InlineData("/etc/passwd"), InlineData("")]
    public async Task A_file_outside_the_folder_is_refused(string name)
    {
        string folder = TinyModel.Create(
            _folder, "tiny", change: m => m with
            {
                Image = m.Image with { File = name },
                Files = new Dictionary<string, string>(m.Files) { [name] = new('0', 64) },
            });

        await AssertPictureRefusedAsync(folder, $"'{name}'", "not inside");
    }

    [Fact]
    public async Task A_repaired_model_works_without_opening_it_again()
    {
        string folder = TinyModel.Create(_folder, "tiny");
        string file = Path.Combine(folder, "image.onnx");
        File.Move(file, file + ".away");
        using OnnxEmbedder embedder = new(folder);
        CancellationToken cancel = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<ModelException>(() => embedder.EmbedImagesAsync([TinyModel.Picture("red")], cancel));
        File.Move(file + ".away", file);

        Assert.Single(await embedder.EmbedImagesAsync([TinyModel.Picture("red")], cancel));
    }

    private static async Task AssertPictureRefusedAsync(string folder, string first, string second, string? on = null)
    {
        using OnnxEmbedder embedder = new(folder, new OnnxOptions { Provider = on ?? "cpu" });
        ModelException e = await Assert.ThrowsAsync<ModelException>(
            () => embedder.EmbedImagesAsync([TinyModel.Picture("red")], TestContext.Current.CancellationToken));
        Assert.Contains(first, e.Message, StringComparison.Ordinal);
        Assert.Contains(second, e.Message, StringComparison.Ordinal);
    }
}
