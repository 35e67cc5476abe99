using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>What to look for: words, a picture file or a picture of the library, perhaps minus other words.</summary>
public sealed record SearchQuery
{
    /// <summary>Most hits that one query may ask for.</summary>
    public const int MaximumCount = 1000;

    /// <summary>The words; null when <see cref="Image"/> or <see cref="SimilarTo"/> is given. What a model cannot read
    /// is cut off, and the answer warns of it.</summary>
    public string? Text { get; init; }

    /// <summary>The bytes of a picture file to find similar ones for; null when it is not meant.</summary>
    public byte[]? Image { get; init; }

    /// <summary>Id of a picture of the library to find similar ones to: its stored vector is the query, and it is left
    /// out of the hits itself. A model without a vector for it answers with no hits and a warning. Null when it is not
    /// meant.</summary>
    public long? SimilarTo { get; init; }

    /// <summary>The name of the picture file, for errors.</summary>
    public string? ImageName { get; init; }

    /// <summary>Words that the pictures should not show; null for none. The vector that is searched for is
    /// <c>unit(unit(query) − NotWeight · unit(not))</c>: arithmetic in the space of the vectors, as with word vectors
    /// (Mikolov et al., 2013). It pushes such pictures down; it is no strict exclusion.</summary>
    public string? Not { get; init; }

    /// <summary>How much of <see cref="Not"/> is taken away, 0 to 1, default 0.5. At one half what is asked for always
    /// outweighs what is not, and the difference is never shorter than 0.5, whatever the words; at 1 both weigh the
    /// same, and two sentences that mean the same cancel out.</summary>
    public double NotWeight { get; init; } = 0.5;

    /// <summary>Hits wanted from each model, 1 to <see cref="MaximumCount"/>.</summary>
    public int Count { get; init; } = 20;

    /// <summary>Continues a ranking: <see cref="ModelHits.NextCursor"/> of the page before, with the same query and
    /// filter. The answer then holds that one model alone. Null begins.</summary>
    public string? Cursor { get; init; }

    /// <summary>Which pictures may be shown; null for all.</summary>
    public ItemFilter? Filter { get; init; }

    /// <summary>Checks what a caller can get wrong.</summary>
    /// <exception cref="ArgumentException">A field is missing, blank, or out of range.</exception>
    internal void Check()
    {
        if (Image is null && SimilarTo is null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(Text);
        }
        else if (Text is not null || (Image is not null && SimilarTo is not null))
        {
            throw new ArgumentException(
                "A query has either words, or a picture file, or a picture of the library.", nameof(Text));
        }

        if (Not is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(Not);
        }

        if (!(NotWeight is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(NotWeight), NotWeight, "From 0 to 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Count, MaximumCount);
    }
}
