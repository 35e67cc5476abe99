using System.Runtime.Intrinsics.X86;

namespace ImageSearch.Indexing.Scan;

/// <summary>
/// Exact int32 dot products of int8 rows with int16 queries. Every path returns the same numbers; the widest that the
/// processor has is chosen once. Rows and queries are padded to a stride, a multiple of 64, and need no alignment.
/// </summary>
internal abstract unsafe class DotKernel
{
    /// <summary>The paths that this processor can run, fastest first, the plain loop last.</summary>
    public static IReadOnlyList<DotKernel> Supported { get; } = FindSupported();

    /// <summary>The path that searches take.</summary>
    public static DotKernel Best => Supported[0];

    /// <summary>Short name of the instructions used.</summary>
    public abstract string Name { get; }

    /// <summary>Writes <c>sums[r] = Σ rows[r, i]·query[i]</c>.</summary>
    /// <param name="rows">Codes in [-127, 127], shape [rowCount, stride].</param>
    /// <param name="query">Shape [stride]; Σ 127·|query[i]| is below 2^31: <see cref="Quantizer"/>.</param>
    /// <param name="stride">A multiple of 64.</param>
    /// <param name="rowCount">0 or more.</param>
    /// <param name="sums">Shape [rowCount].</param>
    public abstract void OneQuery(sbyte* rows, short* query, int stride, int rowCount, int* sums);

    /// <summary>Writes <c>sums[q, r] = Σ rows[r, i]·queries[q, i]</c> for four queries.</summary>
    /// <param name="rows">As in <see cref="OneQuery"/>.</param>
    /// <param name="queries">Shape [4, stride].</param>
    /// <param name="stride">A multiple of 64.</param>
    /// <param name="rowCount">0 or more.</param>
    /// <param name="sums">Shape [4, rowCount].</param>
    public virtual void FourQueries(sbyte* rows, short* queries, int stride, int rowCount, int* sums)
    {
        for (int q = 0; q < 4; q++)
        {
            OneQuery(rows, queries + (q * stride), stride, rowCount, sums + (q * rowCount));
        }
    }

    private static DotKernel[] FindSupported()
    {
        List<DotKernel> supported = [];
        if (Avx512BW.IsSupported)
        {
            supported.Add(new Avx512DotKernel());
        }

        if (Avx2.IsSupported)
        {
            supported.Add(new Avx2DotKernel());
        }

        return [.. supported, new PortableDotKernel(), new ScalarDotKernel()];
    }
}
