using System.Runtime.Intrinsics;

namespace ImageSearch.Indexing.Scan;

/// <summary>
/// The score: a float32 dot product whose additions have one order, so that it is the same number, to the last bit,
/// on every processor. (<c>TensorPrimitives.Dot</c> adds in an order that depends on the width of the registers.)
/// </summary>
internal static unsafe class Float32Dot
{
    private const int Lanes = 16;

    /// <summary>Returns <c>Σ a[i]·b[i]</c>: 16 sums, one for each i modulo 16, then halves added to halves.</summary>
    /// <param name="a">Shape [dimension].</param>
    /// <param name="b">Shape [dimension].</param>
    /// <param name="dimension">0 or more.</param>
    public static float Compute(float* a, float* b, int dimension)
    {
        Vector512<float> sums = Vector512<float>.Zero;
        int i = 0;
        for (; i + Lanes <= dimension; i += Lanes)
        {
            // Two roundings, no fused multiply-add: not every processor has one.
            sums += Vector512.Load(a + i) * Vector512.Load(b + i);
        }

        if (i < dimension)
        {
            sums += Tail(a + i, dimension - i) * Tail(b + i, dimension - i);
        }

        Vector256<float> eight = sums.GetLower() + sums.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    /// <summary>The definition, as a plain loop. The oracle of the test.</summary>
    public static float ComputeScalar(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<float> sums = stackalloc float[Lanes];
        sums.Clear();
        for (int i = 0; i < a.Length; i++)
        {
            sums[i % Lanes] += a[i] * b[i];
        }

        for (int half = Lanes / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                sums[i] += sums[i + half];
            }
        }

        return sums[0];
    }

    private static Vector512<float> Tail(float* source, int length)
    {
        float* padded = stackalloc float[Lanes];
        for (int i = 0; i < Lanes; i++)
        {
            padded[i] = i < length ? source[i] : 0;
        }

        return Vector512.Load(padded);
    }
}
