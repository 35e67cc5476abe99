using System.Text.Json.Serialization;

namespace ImageSearch.Client;

/// <summary>One picture of the library.</summary>
/// <param name="Id">Identifies it for ever.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Path">Where it lies below its source, with forward slashes.</param>
/// <param name="Source">Name of the source that listed it: the last part of its address.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedAt">Last change, UTC.</param>
/// <param name="ContentHash">SHA-256 of the bytes, hexadecimal; null when they could not be read.</param>
/// <param name="Width">Pixels a row, upright; 0 when it was skipped.</param>
/// <param name="Height">Number of rows, upright; 0 when it was skipped.</param>
/// <param name="State"><c>indexed</c> or <c>skipped</c>.</param>
/// <param name="SkipReason">Why it was skipped; null when it was not.</param>
/// <param name="Models">Names of the models that have its vector; null in lists.</param>
public sealed record Item(
    long Id,
    string Name,
    string Path,
    string Source,
    long Size,
    DateTimeOffset ModifiedAt,
    string? ContentHash,
    int Width,
    int Height,
    string State,
    string? SkipReason,
    IReadOnlyList<string>? Models);

/// <summary>Some pictures of the library, by ascending id.</summary>
/// <param name="Items">The pictures.</param>
/// <param name="NextCursor">Continues after the last one; null when there is nothing more.</param>
public sealed record ItemPage([property: JsonRequired] IReadOnlyList<Item> Items, string? NextCursor);
