namespace ImageSearch.Indexing.Scan;

/// <summary>
/// A view of packed vectors in unmanaged memory, which the caller owns and keeps alive and unchanged while a scan runs.
/// A row is there twice: as int8 codes, which a scan reads, and as float32, which the scan reads for the few rows
/// that can be among the best. <see cref="Quantizer"/> makes codes, scales and errors from the float32 rows.
/// </summary>
internal sealed unsafe class VectorBlock
{
    /// <summary>Largest number of dimensions; up to it the int32 sums of a scan cannot overflow.</summary>
    public const int MaximumDimension = 16_384;

    /// <summary>Describes rows that lie in memory. No pointer needs any alignment; 64 bytes is fastest.</summary>
    /// <param name="codes">Int8 codes, shape [count, <see cref="StrideOf"/>(dimension)], zero-padded.</param>
    /// <param name="scales">What <see cref="Quantizer.Quantize"/> returned for each row, shape [count].</param>
    /// <param name="errors">What <see cref="Quantizer.ErrorOf"/> returned for each row, shape [count].</param>
    /// <param name="vectors">The float32 rows, shape [count, dimension], not padded.</param>
    /// <param name="ids">Id of each row, shape [count], in any order.</param>
    /// <param name="count">Rows, 0 or more; with 0 rows the pointers may be null.</param>
    /// <param name="dimension">1 to <see cref="MaximumDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Count or dimension is outside its range.</exception>
    /// <exception cref="ArgumentException">A pointer is null though there are rows.</exception>
    public VectorBlock(
        sbyte* codes, float* scales, float* errors, float* vectors, long* ids, int count, int dimension)
    {
        Stride = StrideOf(dimension);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > 0 && (codes == null || scales == null || errors == null || vectors == null || ids == null))
        {
            throw new ArgumentException($"A block of {count} rows needs all five of its parts; one is null.");
        }

        Codes = codes;
        Scales = scales;
        Errors = errors;
        Vectors = vectors;
        Ids = ids;
        Count = count;
        Dimension = dimension;
    }

    /// <summary>Int8 codes, shape [Count, Stride].</summary>
    public sbyte* Codes { get; }

    /// <summary>Factor of each row's codes, shape [Count].</summary>
    public float* Scales { get; }

    /// <summary>How far each row's codes may be off, shape [Count]; see <see cref="Quantizer.ErrorOf"/>.</summary>
    public float* Errors { get; }

    /// <summary>The float32 rows, shape [Count, Dimension].</summary>
    public float* Vectors { get; }

    /// <summary>Id of each row, shape [Count].</summary>
    public long* Ids { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Number of values in a vector.</summary>
    public int Dimension { get; }

    /// <summary>Bytes from one row's codes to the next's.</summary>
    public int Stride { get; }

    /// <summary>Returns the bytes that one row of codes takes: the dimension rounded up to a multiple of 64.</summary>
    /// <param name="dimension">1 to <see cref="MaximumDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is outside its range.</exception>
    public static int StrideOf(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MaximumDimension);
        return (dimension + 63) & ~63;
    }
}
