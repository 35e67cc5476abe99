namespace ImageSearch.Sources;

/// <summary>A place that holds pictures: it lists them, and reads one at a time.</summary>
public interface IImageSource
{
    /// <summary>The canonical address of the source: the absolute path of a folder, or a URI.</summary>
    string Root { get; }

    /// <summary>Lists every picture, in no particular order. What cannot be listed is reported, not thrown.</summary>
    /// <param name="onProblem">Called for each place that was passed over, with the reason.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="DirectoryNotFoundException">The root itself is missing: nothing can be concluded from
    /// an empty listing then, least of all that every picture was deleted.</exception>
    IAsyncEnumerable<SourceItem> ListAsync(
        Action<SourceProblem> onProblem, CancellationToken cancellationToken = default);

    /// <summary>Reads the bytes of one picture.</summary>
    /// <exception cref="IOException">The picture cannot be read, or is gone.</exception>
    Task<byte[]> ReadAsync(SourceItem item, CancellationToken cancellationToken = default);
}
