using ImageSearch.Sources;

namespace ImageSearch.Indexing;

/// <summary>What the indexer found out about one picture, for the writer.</summary>
internal sealed record ItemRecord(SourceItem Item, KnownItem? Known, ItemState State)
{
    /// <summary>False when the row in the library is right as it is.</summary>
    public bool IsNew { get; init; } = true;

    /// <summary>SHA-256 of the bytes; null when they could not be read.</summary>
    public byte[]? ContentHash { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Why it was skipped.</summary>
    public string? Reason { get; init; }

    /// <summary>By the position of the model in the run; null where the library has the vector.</summary>
    public float[]?[] Vectors { get; init; } = [];

    /// <summary>True when the same bytes were searchable under this path before.</summary>
    public bool HasSameContent => State == ItemState.Indexed
        && Known is { State: ItemState.Indexed, ContentHash: not null }
        && Known.ContentHash.AsSpan().SequenceEqual(ContentHash);
}

/// <summary>What the library knows of a path.</summary>
internal sealed record KnownItem(
    long Id, long Root, long Size, long ModifiedAt, byte[]? ContentHash, ItemState State, string? SkipReason)
{
    public bool HasSameSizeAndDate(SourceItem item) => Size == item.Size && ModifiedAt == item.ModifiedAt.UtcTicks;
}
