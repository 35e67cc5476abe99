using ImageSearch.Sources;

namespace ImageSearch.Tests.Indexing;

/// <summary>A source that lists everything, and of which one picture cannot be read.</summary>
internal sealed class UnreadableSource(IImageSource inner, string path) : IImageSource
{
    public string Root => inner.Root;

    public IAsyncEnumerable<SourceItem> ListAsync(
        Action<SourceProblem> onProblem, CancellationToken cancellationToken = default) =>
        inner.ListAsync(onProblem, cancellationToken);

    public Task<byte[]> ReadAsync(SourceItem item, CancellationToken cancellationToken = default) =>
        item.Path == path ? throw new UnauthorizedAccessException("locked") : inner.ReadAsync(item, cancellationToken);
}
