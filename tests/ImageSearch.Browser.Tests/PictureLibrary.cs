using ImageSearch.Cli.Gallery;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Sources;

namespace ImageSearch.Browser.Tests;

/// <summary>A folder with drawn pictures, and a library of them, indexed with the shipped models; deleted at the end.
/// </summary>
internal sealed class PictureLibrary : IDisposable
{
    /// <summary>The same number draws the same pictures.</summary>
    private const int Seed = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("imagesearch-browser-").FullName;

    public string Pictures => Path.Combine(_folder, "pictures");

    public string Library => Path.Combine(_folder, "library");

    public string Thumbnails => Path.Combine(_folder, "thumbnails");

    /// <summary>The pictures' files, by name.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Pictures, "*.jpg").Order(StringComparer.Ordinal)];

    /// <summary>Draws <c>scene-00000.jpg</c> and so on.</summary>
    public void Draw(int count) =>
        GalleryWriter.Write(Pictures, count, Seed, "test", TestContext.Current.CancellationToken);

    /// <summary>Brings the library up to date.</summary>
    public async Task IndexAsync()
    {
        ModelCatalog catalog = new(new ModelCatalogOptions());
        using Library library = Indexing.Library.Open(Library);
        using IEmbedder resnet = catalog.Open("resnet");
        using IEmbedder vit = catalog.Open("vit");
        ImageIndexer indexer = new(library, new ImageDecoder(), [resnet, vit]);
        await indexer.RunAsync(
            new FolderSource(new FolderSourceOptions { Folder = Pictures }),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
