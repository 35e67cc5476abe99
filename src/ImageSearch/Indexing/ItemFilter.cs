namespace ImageSearch.Indexing;

/// <summary>Which pictures a search may show. What is null does not filter.</summary>
public sealed record ItemFilter
{
    /// <summary>Pattern of the whole path, case-sensitive: <c>*</c> is any text, <c>/</c> included, <c>?</c> one
    /// character, <c>[a-z]</c> one of a set. One that begins with neither <c>/</c> nor <c>*</c>, and is no URI,
    /// may begin at any folder: <c>holiday/*.jpg</c> is <c>*/holiday/*.jpg</c>.</summary>
    public string? Path { get; init; }

    /// <summary>True when <see cref="Path"/> is a pattern of the path below the source, which <c>/</c> begins: a caller
    /// who must not learn where the sources lie learns nothing from what passes.</summary>
    public bool IsPathBelowSource { get; init; }

    /// <summary>Changed at this time or later.</summary>
    public DateTimeOffset? ModifiedFrom { get; init; }

    /// <summary>Changed at this time or earlier.</summary>
    public DateTimeOffset? ModifiedTo { get; init; }

    /// <summary>At least this many bytes.</summary>
    public long? SizeFrom { get; init; }

    /// <summary>At most this many bytes.</summary>
    public long? SizeTo { get; init; }

    /// <summary>True when it lets every picture pass.</summary>
    public bool IsEmpty =>
        Path is null && ModifiedFrom is null && ModifiedTo is null && SizeFrom is null && SizeTo is null;
}
