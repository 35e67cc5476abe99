using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageSearch.Indexing.Scan;

/// <summary>The path for AVX2: as <see cref="Avx512DotKernel"/> with half the width and half the registers.</summary>
internal sealed unsafe class Avx2DotKernel : DotKernel
{
    /// <inheritdoc/>
    public override string Name => "AVX2";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void OneQuery(sbyte* rows, short* query, int stride, int rowCount, int* sums)
    {
        int r = 0;
        for (; r + 4 <= rowCount; r += 4)
        {
            FourRows(rows + ((long)r * stride), query, stride).Store(sums + r);
        }

        for (; r < rowCount; r++)
        {
            sums[r] = OneRow(rows + ((long)r * stride), query, stride);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void FourQueries(sbyte* rows, short* queries, int stride, int rowCount, int* sums)
    {
        int r = 0;
        for (; r + 4 <= rowCount; r += 4)
        {
            sbyte* four = rows + ((long)r * stride);
            Tile(four, queries, stride, sums + r, rowCount);
            Tile(four, queries + (2 * stride), stride, sums + (2 * rowCount) + r, rowCount);
        }

        for (; r < rowCount; r++)
        {
            for (int q = 0; q < 4; q++)
            {
                sums[(q * rowCount) + r] = OneRow(rows + ((long)r * stride), queries + (q * stride), stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widen(sbyte* codes) => Avx2.ConvertToVector256Int16(Vector128.Load(codes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> FourRows(sbyte* rows, short* query, nint stride)
    {
        Vector256<int> c0 = Vector256<int>.Zero, c1 = c0, c2 = c0, c3 = c0;
        sbyte* row2 = rows + (2 * stride);
        for (nint i = 0; i < stride; i += 16)
        {
            Vector256<short> y = Vector256.Load(query + i);
            c0 += Avx2.MultiplyAddAdjacent(Widen(rows + i), y);
            c1 += Avx2.MultiplyAddAdjacent(Widen(rows + stride + i), y);
            c2 += Avx2.MultiplyAddAdjacent(Widen(row2 + i), y);
            c3 += Avx2.MultiplyAddAdjacent(Widen(row2 + stride + i), y);
        }

        return SumEach(c0, c1, c2, c3);
    }

    private static int OneRow(sbyte* row, short* query, nint stride)
    {
        Vector256<int> sum = Vector256<int>.Zero;
        for (nint i = 0; i < stride; i += 16)
        {
            sum += Avx2.MultiplyAddAdjacent(Widen(row + i), Vector256.Load(query + i));
        }

        return Vector256.Sum(sum);
    }

    // Four rows by two queries: 8 sums, two queries, a row and a product fit into the 16 registers. A method of its own
    // for the reason given at Avx512DotKernel.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile(sbyte* rows, short* queries, nint stride, int* sums, nint sumStride)
    {
        Vector256<int> c00 = Vector256<int>.Zero, c01 = c00, c02 = c00, c03 = c00;
        Vector256<int> c10 = c00, c11 = c00, c12 = c00, c13 = c00;
        sbyte* row2 = rows + (2 * stride);
        for (nint i = 0; i < stride; i += 16)
        {
            Vector256<short> y0 = Vector256.Load(queries + i), y1 = Vector256.Load(queries + stride + i);
            Vector256<short> x = Widen(rows + i);
            c00 += Avx2.MultiplyAddAdjacent(x, y0);
            c10 += Avx2.MultiplyAddAdjacent(x, y1);
            x = Widen(rows + stride + i);
            c01 += Avx2.MultiplyAddAdjacent(x, y0);
            c11 += Avx2.MultiplyAddAdjacent(x, y1);
            x = Widen(row2 + i);
            c02 += Avx2.MultiplyAddAdjacent(x, y0);
            c12 += Avx2.MultiplyAddAdjacent(x, y1);
            x = Widen(row2 + stride + i);
            c03 += Avx2.MultiplyAddAdjacent(x, y0);
            c13 += Avx2.MultiplyAddAdjacent(x, y1);
        }

        SumEach(c00, c01, c02, c03).Store(sums);
        SumEach(c10, c11, c12, c13).Store(sums + sumStride);
    }

    // Transposes while it adds: four registers of eight values become one of four sums.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> SumEach(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        Vector256<int> sums = Avx2.HorizontalAdd(Avx2.HorizontalAdd(a, b), Avx2.HorizontalAdd(c, d));
        return sums.GetLower() + sums.GetUpper();
    }
}
