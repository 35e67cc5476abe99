namespace ImageSearch.Embeddings;

/// <summary>Which samples of a line make each sample of the resized line, and with what weight.</summary>
/// <remarks>
/// Pillow's <c>precompute_coeffs</c> and <c>normalize_coeffs_8bpc</c> (src/libImaging/Resample.c), for a whole line.
/// </remarks>
internal sealed class ResampleWeights
{
    /// <summary>Bits after the binary point: 32 less 8 for the sample and 2 for sign and overshoot.</summary>
    public const int Precision = 22;

    private ResampleWeights(int taps, int[] first, int[] values)
    {
        Taps = taps;
        First = first;
        Values = values;
    }

    /// <summary>Weights an output sample; the unused ones are zero.</summary>
    public int Taps { get; }

    /// <summary>The first sample that each output sample reads; <c>First[i] + Taps</c> is within the line.</summary>
    public int[] First { get; }

    /// <summary>Fixed-point weights, shape [output, <see cref="Taps"/>].</summary>
    public int[] Values { get; }

    /// <summary>Computes the weights.</summary>
    /// <param name="length">Samples in the line.</param>
    /// <param name="resized">Samples in the whole resized line.</param>
    /// <param name="offset">The first sample of the resized line that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="interpolation">The filter.</param>
    public static ResampleWeights Compute(int length, int resized, int offset, int count, Interpolation interpolation)
    {
        double scale = (double)length / resized;
        double filterScale = Math.Max(scale, 1.0);
        double inverse = 1.0 / filterScale;
        double support = (interpolation == Interpolation.Bilinear ? 1.0 : 2.0) * filterScale;
        int taps = Math.Min(length, (int)Math.Ceiling(support) * 2 + 1);
        int[] first = new int[count];
        int[] values = new int[checked(count * taps)];
        double[] line = new double[taps];
        for (int i = 0; i < count; i++)
        {
            double centre = (offset + i + 0.5) * scale;
            int from = Math.Max(0, (int)(centre - support + 0.5));
            int used = Math.Min(length, (int)(centre + support + 0.5)) - from;
            double sum = 0;
            for (int t = 0; t < used; t++)
            {
                line[t] = Filter((t + from - centre + 0.5) * inverse, interpolation);
                sum += line[t];
            }

            // At the right end the window moves left, so that it stays within the line; its first weights are zero.
            first[i] = Math.Min(from, length - taps);
            Span<int> weights = values.AsSpan(i * taps + from - first[i], used);
            for (int t = 0; t < used; t++)
            {
                double weight = line[t] / sum * (1 << Precision);
                weights[t] = (int)(weight < 0 ? weight - 0.5 : weight + 0.5);
            }
        }

        return new ResampleWeights(taps, first, values);
    }

    private static double Filter(double x, Interpolation interpolation)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        if (interpolation == Interpolation.Bilinear)
        {
            return x < 1 ? 1 - x : 0;
        }

        return x switch
        {
            < 1 => ((a + 2) * x - (a + 3)) * x * x + 1,
            < 2 => (((x - 5) * x + 8) * x - 4) * a,
            _ => 0,
        };
    }
}
