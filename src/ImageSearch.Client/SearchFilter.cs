using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Client;

/// <summary>Which pictures a search may show. What is null does not filter.</summary>
public sealed record SearchFilter
{
    /// <summary>Pattern of the path below the source: <c>*</c> is any text, <c>?</c> one character; it may begin at any
    /// folder, and with <c>/</c> it begins at the source's own.</summary>
    [MaxLength(500), Description("Pattern of the path below the source: * is any text, ? one character; it may begin "
        + "at any folder, and with / it begins at the source's own.")]
    public string? Path { get; init; }

    /// <summary>Changed at this time or later.</summary>
    [Description("Changed at this time or later.")]
    public DateTimeOffset? ModifiedFrom { get; init; }

    /// <summary>Changed at this time or earlier.</summary>
    [Description("Changed at this time or earlier.")]
    public DateTimeOffset? ModifiedTo { get; init; }

    /// <summary>At least this many bytes.</summary>
    [Range(0, long.MaxValue), Description("At least this many bytes.")]
    public long? SizeFrom { get; init; }

    /// <summary>At most this many bytes.</summary>
    [Range(0, long.MaxValue), Description("At most this many bytes.")]
    public long? SizeTo { get; init; }
}
