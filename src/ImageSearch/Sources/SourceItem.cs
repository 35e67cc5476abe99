namespace ImageSearch.Sources;

/// <summary>One picture as its source lists it, before it is read.</summary>
/// <param name="Path">The address that identifies it, unique in a library: an absolute path, or a URI.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedAt">Last change, UTC. Size and this together decide whether it must be read again.</param>
public sealed record SourceItem(string Path, long Size, DateTimeOffset ModifiedAt);
