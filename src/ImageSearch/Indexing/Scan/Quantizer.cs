using System.Numerics.Tensors;

namespace ImageSearch.Indexing.Scan;

/// <summary>Turns float32 vectors into int8 codes with one scale a vector, and says how far they are off.</summary>
internal static class Quantizer
{
    // Below this a scale would lose digits (subnormal numbers); such a vector becomes zeros, and its error its length.
    private const float Smallest = 1e-30f;

    // Far outside embeddings (whose length is one), and far inside what float32 sums can hold.
    private const float Largest = 1e9f;

    // One rounding of a float32 operation moves a result by at most this part of itself.
    private const double FloatRounding = 1.0 / (1 << 24);

    /// <summary>Writes <c>codes[i] = round(vector[i] / scale)</c> with <c>scale = max|vector[i]| / 127</c>.</summary>
    /// <param name="vector">Shape [D]; finite, no value beyond ±1e9.</param>
    /// <param name="codes">Shape [D] or longer; what lies behind D becomes zero. All codes are in [-127, 127].</param>
    /// <returns>The scale; 0 for a zero vector, whose codes are zero.</returns>
    /// <exception cref="ArgumentException">A value is not a number or too large, or codes is too short.</exception>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        if (codes.Length < vector.Length)
        {
            throw new ArgumentException($"{vector.Length} codes do not fit into {codes.Length}.", nameof(codes));
        }

        codes[vector.Length..].Clear();
        float scale = ScaleOf(vector, 127, nameof(vector));
        if (scale == 0)
        {
            codes.Clear();
            return 0;
        }

        for (int i = 0; i < vector.Length; i++)
        {
            codes[i] = (sbyte)Math.Clamp(MathF.Round(vector[i] / scale), -127, 127);
        }

        return scale;
    }

    /// <summary>
    /// Returns e such that for every query q the float32 score of the row differs from
    /// <c>q · (scale · codes)</c> by at most <c>|q| · e</c> (Cauchy–Schwarz on the part that rounding took away,
    /// and the rounding of the float32 sums).
    /// </summary>
    /// <param name="vector">Shape [D], as given to <see cref="Quantize"/>.</param>
    /// <param name="codes">The codes that it wrote, shape [D] or longer.</param>
    /// <param name="scale">The scale that it returned.</param>
    public static float ErrorOf(ReadOnlySpan<float> vector, ReadOnlySpan<sbyte> codes, float scale)
    {
        double residual = 0;
        double length = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            double difference = vector[i] - ((double)scale * codes[i]);
            residual += difference * difference;
            length += (double)vector[i] * vector[i];
        }

        // A float32 dot product of D values is off by at most D roundings of |q|·|x|; the 16 are for the few operations
        // that turn the int32 sum into a score, whose terms are at most 1.6 |q|·|x|.
        double rounding = (vector.Length + 16) * FloatRounding * Math.Sqrt(length);
        return (float)((Math.Sqrt(residual) + rounding) * (1 + 1e-6));
    }

    /// <summary>Writes a query's codes, as wide as int32 sums with int8 rows allow: nearly exact.</summary>
    /// <param name="query">Shape [D]; finite, no value beyond ±1e9.</param>
    /// <param name="codes">Shape [stride of D]; what lies behind D is set to zero.</param>
    /// <returns>The scale, and bounds on the length of the query and of what its codes lack.</returns>
    /// <exception cref="ArgumentException">A value is not a number or too large.</exception>
    public static QuantizedQuery QuantizeQuery(ReadOnlySpan<float> query, Span<short> codes)
    {
        // |Σ row·query| ≤ D · 127 · levels must stay below 2^31; from D = 513 on that leaves fewer than 16 bits.
        int levels = Math.Min(short.MaxValue, int.MaxValue / (127 * codes.Length));
        codes.Clear();
        float scale = ScaleOf(query, levels, nameof(query));
        double residual = 0;
        double length = 0;
        for (int i = 0; i < query.Length; i++)
        {
            codes[i] = scale == 0 ? (short)0 : (short)Math.Clamp(MathF.Round(query[i] / scale), -levels, levels);
            double difference = query[i] - ((double)scale * codes[i]);
            residual += difference * difference;
            length += (double)query[i] * query[i];
        }

        // |scale · codes| of a row is at most 127 · √D · its scale.
        double perScale = 127 * Math.Sqrt(query.Length) * Math.Sqrt(residual);
        return new QuantizedQuery(
            scale, (float)(Math.Sqrt(length) * (1 + 1e-6)), (float)(perScale * (1 + 1e-6)));
    }

    private static float ScaleOf(ReadOnlySpan<float> vector, int levels, string name)
    {
        float largest = vector.IsEmpty ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(vector));

        // Written so that it refuses NaN as well, which MaxMagnitude passes on.
        if (!(largest <= Largest))
        {
            throw new ArgumentException(
                $"A vector holds {largest}, which cannot be compared; an embedding has length one.", name);
        }

        return largest < Smallest ? 0 : largest / levels;
    }
}

/// <summary>What a scan needs to know of a query beside its codes.</summary>
/// <param name="Scale">Factor of the codes.</param>
/// <param name="Length">Euclidean length of the query, rounded up.</param>
/// <param name="ErrorPerRowScale">
/// What the query's own rounding can add to a score, as a multiple of the row's scale; rounded up.
/// </param>
internal readonly record struct QuantizedQuery(float Scale, float Length, float ErrorPerRowScale);
