using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageSearch.Indexing.Scan;

/// <summary>The path for any processor with vectors of any width, through <see cref="Vector{T}"/>.</summary>
internal sealed unsafe class PortableDotKernel : DotKernel
{
    /// <inheritdoc/>
    public override string Name => "portable";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void OneQuery(sbyte* rows, short* query, int stride, int rowCount, int* sums)
    {
        for (int r = 0; r < rowCount; r++)
        {
            sbyte* row = rows + ((long)r * stride);
            Vector<int> sum = Vector<int>.Zero;
            for (int i = 0; i < stride; i += Vector<sbyte>.Count)
            {
                Vector.Widen(Vector.Load(row + i), out Vector<short> low, out Vector<short> high);
                sum += Products(low, Vector.Load(query + i));
                sum += Products(high, Vector.Load(query + i + Vector<short>.Count));
            }

            sums[r] = Vector.Sum(sum);
        }
    }

    // i8 · i16 needs 23 bits, so both sides are widened to i32 before they are multiplied.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Products(Vector<short> row, Vector<short> query) =>
        (Vector.WidenLower(row) * Vector.WidenLower(query)) + (Vector.WidenUpper(row) * Vector.WidenUpper(query));
}
