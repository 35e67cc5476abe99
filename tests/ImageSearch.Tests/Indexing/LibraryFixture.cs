using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Sources;

namespace ImageSearch.Tests.Indexing;

/// <summary>A library in a temporary folder, and a source for it.</summary>
internal sealed class LibraryFixture : IDisposable
{
    private static readonly ImageDecoder Decoder = new();

    public LibraryFixture(LibraryOptions? options = null) => Library = Library.Open(Folder["library"], options);

    public TemporaryFolder Folder { get; } = new();

    public Library Library { get; }

    public FakeSource Source { get; } = new();

    public FakeEmbedder Embedder { get; } = new();

    public static float[] Expected(FakeEmbedder embedder, byte[] bytes) => 
        embedder.Embed(Decoder.Decode(bytes, "x", embedder.MinimumSide));

    public Task<IndexSummary> IndexAsync(params IEmbedder[] embedders) => IndexAsync(Source, null, embedders);

    public Task<IndexSummary> IndexAsync(IImageSource source, IndexOptions? options, params IEmbedder[] embedders) =>
        Indexer(options, embedders).RunAsync(source, null, TestContext.Current.CancellationToken);

    public ImageIndexer Indexer(IndexOptions? options, params IEmbedder[] embedders) =>
        new(Library, Decoder, embedders.Length == 0 ? [Embedder] : embedders, options);

    /// <summary>The library holds exactly the source's pictures, each with the vector of its own bytes.</summary>
    public void AssertInStep(params FakeEmbedder[] embedders)
    {
        Assert.Empty(Library.Check());
        IReadOnlyList<LibraryItem> items = Library.ListItems(ItemState.Indexed, count: int.MaxValue);
        Assert.Equal(Source.Files.Keys, items.Select(i => i.Path).Order(StringComparer.Ordinal));
        foreach (FakeEmbedder embedder in embedders.Length == 0 ? [Embedder] : embedders)
        {
            foreach (LibraryItem item in items)
            {
                Assert.Equal(
                    Expected(embedder, Source.Files[item.Path].Bytes!), Library.GetVector(embedder.ModelHash, item.Id));
            }
        }
    }

    public void Dispose()
    {
        Library.Dispose();
        Folder.Dispose();
    }
}
