using ImageSearch.Indexing.Scan;

namespace ImageSearch.Indexing;

/// <summary>Where the parts of a scan file lie. Each begins at a multiple of 64 bytes.</summary>
internal readonly struct ScanLayout
{
    /// <summary>The parts, in their order: codes, scales, errors, vectors, ids.</summary>
    public const int Parts = 5;

    public ScanLayout(int dimension, int count)
    {
        Dimension = dimension;
        Count = count;
        Stride = VectorBlock.StrideOf(dimension);
        Codes = ScanHeader.Length;
        Scales = Codes + Padded((long)count * Stride);
        Errors = Scales + Padded((long)count * sizeof(float));
        Vectors = Errors + Padded((long)count * sizeof(float));
        Ids = Vectors + Padded((long)count * dimension * sizeof(float));
        Length = Ids + Padded((long)count * sizeof(long));
    }

    public int Dimension { get; }

    public int Count { get; }

    /// <summary>Bytes of a row of codes.</summary>
    public int Stride { get; }

    /// <summary>int8, shape [Count, Stride].</summary>
    public long Codes { get; }

    /// <summary>float32, shape [Count].</summary>
    public long Scales { get; }

    /// <summary>float32, shape [Count].</summary>
    public long Errors { get; }

    /// <summary>float32, shape [Count, Dimension].</summary>
    public long Vectors { get; }

    /// <summary>int64, shape [Count], ascending.</summary>
    public long Ids { get; }

    /// <summary>Bytes of the whole file.</summary>
    public long Length { get; }

    /// <summary>First byte and length of a part, its padding included.</summary>
    public (long Start, long Length) Part(int part)
    {
        ReadOnlySpan<long> bounds = [Codes, Scales, Errors, Vectors, Ids, Length];
        return (bounds[part], bounds[part + 1] - bounds[part]);
    }

    /// <summary>Rounds up to a multiple of 64.</summary>
    public static long Padded(long length) => (length + 63) & ~63L;
}
