namespace ImageSearch.Indexing;

/// <summary>One picture of a library, as it was when it was indexed.</summary>
/// <param name="Id">Identifies it for ever: ids are never given twice, and a moved picture keeps its own.</param>
/// <param name="Path">Its address: an absolute path, or a URI. Unique in the library.</param>
/// <param name="Root">Address of the source that listed it last.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedAt">Last change, UTC.</param>
/// <param name="ContentHash">SHA-256 of the bytes, lower-case hexadecimal; null when they could not be read.</param>
/// <param name="Width">Pixels a row, upright; 0 when it was skipped.</param>
/// <param name="Height">Number of rows, upright; 0 when it was skipped.</param>
/// <param name="State"><see cref="ItemState.Indexed"/> or <see cref="ItemState.Skipped"/>.</param>
/// <param name="SkipReason">Why it was skipped; null when it was not.</param>
public sealed record LibraryItem(
    long Id,
    string Path,
    string Root,
    long Size,
    DateTimeOffset ModifiedAt,
    string? ContentHash,
    int Width,
    int Height,
    ItemState State,
    string? SkipReason);
