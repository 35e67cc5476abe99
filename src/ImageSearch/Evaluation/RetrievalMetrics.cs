using System.Numerics;
using System.Runtime.InteropServices;

namespace ImageSearch.Evaluation;

/// <summary>Measures how well sentences find their pictures, and pictures their sentences.</summary>
/// <remarks>
/// Tie rule, pessimistic: whatever does not score strictly below the right answer comes before it. A model that gives
/// everything the same score is therefore ranked last, not first. Text to image: the rank is 1 + the number of other
/// pictures that score at least as high as the right one. Image to text: 1 + the number of sentences of other pictures
/// that score at least as high as the best of the picture's own. Recall@k is the share of ranks up to k.
/// </remarks>
public static class RetrievalMetrics
{
    // 64 texts and 64 pictures of 256 dimensions are 128 KiB: both blocks stay in a core's second-level cache.
    private const int BlockRows = 64;

    // Unit vectors in float32 are off by less than 1e-6; a model's half-precision output by less than 1e-3.
    private const float LengthTolerance = 2e-3f;

    /// <summary>Ranks every pair. Memory does not grow with the number of pairs.</summary>
    /// <param name="texts">Unit vectors, shape [T, D] row by row; T ≥ 1.</param>
    /// <param name="images">Unit vectors, shape [N, D] row by row; N ≥ 1.</param>
    /// <param name="dimension">D.</param>
    /// <param name="owners">For each text the row of its picture, shape [T].</param>
    /// <param name="cancellationToken">Checked between blocks of texts.</param>
    /// <returns>Recalls in per cent. A picture without a text is ranked against, but is no query.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, an owner is no row, or a vector is not unit length.
    /// </exception>
    public static RetrievalResult Compute(
        ReadOnlyMemory<float> texts,
        ReadOnlyMemory<float> images,
        int dimension,
        IReadOnlyList<int> owners,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owners);
        int textCount = CheckRows(texts.Span, dimension, nameof(texts));
        int imageCount = CheckRows(images.Span, dimension, nameof(images));
        int[] owner = [.. owners];
        if (owner.Length != textCount || owner.Any(o => o < 0 || o >= imageCount))
        {
            throw new ArgumentException(
                $"{textCount} owners from 0 to {imageCount - 1} expected, {owner.Length} given.", nameof(owners));
        }

        Ranking ranking = new(texts, images, dimension, owner, imageCount);
        ranking.Run(cancellationToken);

        int[] textsOf = new int[imageCount];
        foreach (int o in owner)
        {
            textsOf[o]++;
        }

        int[] asked = [.. Enumerable.Range(0, imageCount).Where(i => textsOf[i] > 0)];
        return new RetrievalResult(
            DirectionMetrics.From(ranking.TextRanks, imageCount, [.. owner.Select(_ => 1)]),
            DirectionMetrics.From(
                [.. asked.Select(i => ranking.ImageRanks[i])], textCount, [.. asked.Select(i => textsOf[i])]));
    }

    /// <summary>The same for vectors in rows of their own.</summary>
    /// <param name="texts">Unit vectors, T ≥ 1 of equal length.</param>
    /// <param name="images">Unit vectors of the same length, N ≥ 1.</param>
    /// <param name="owners">For each text the index of its picture.</param>
    /// <param name="cancellationToken">Checked between blocks of texts.</param>
    /// <returns>Recalls in per cent.</returns>
    /// <exception cref="ArgumentException">As above.</exception>
    public static RetrievalResult Compute(
        IReadOnlyList<float[]> texts,
        IReadOnlyList<float[]> images,
        IReadOnlyList<int> owners,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(images);
        int dimension = texts.Count > 0 ? texts[0].Length : 0;
        return Compute(
            Flatten(texts, dimension, nameof(texts)), Flatten(images, dimension, nameof(images)), dimension, owners,
            cancellationToken);
    }

    private static float[] Flatten(IReadOnlyList<float[]> rows, int dimension, string name)
    {
        float[] flat = new float[(long)rows.Count * dimension];
        for (int r = 0; r < rows.Count; r++)
        {
            if (rows[r].Length != dimension)
            {
                throw new ArgumentException($"Row {r} has {rows[r].Length} of {dimension} dimensions.", name);
            }

            rows[r].CopyTo(flat, (long)r * dimension);
        }

        return flat;
    }

    private static int CheckRows(ReadOnlySpan<float> rows, int dimension, string name)
    {
        if (dimension < 1 || rows.IsEmpty || rows.Length % dimension != 0)
        {
            throw new ArgumentException($"{rows.Length} numbers are no rows of {dimension} dimensions.", name);
        }

        for (int r = 0; r < rows.Length / dimension; r++)
        {
            ReadOnlySpan<float> row = rows.Slice(r * dimension, dimension);
            float length = MathF.Sqrt(Dot(row, row));
            if (!(MathF.Abs(length - 1) <= LengthTolerance))
            {
                throw new ArgumentException($"Row {r} has length {length}, not 1.", name);
            }
        }

        return rows.Length / dimension;
    }

    /// <summary>Adds in one fixed order, so that equal vectors give equal scores wherever they lie in memory, which
    /// the tie rule needs; <c>TensorPrimitives.Dot</c> adds in an order that depends on the address.</summary>
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> va = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> vb = MemoryMarshal.Cast<float, Vector<float>>(b)[..va.Length];
        Vector<float> even = Vector<float>.Zero;
        Vector<float> odd = Vector<float>.Zero;
        int v = 0;
        for (; v + 1 < va.Length; v += 2)
        {
            even += va[v] * vb[v];
            odd += va[v + 1] * vb[v + 1];
        }

        if (v < va.Length)
        {
            even += va[v] * vb[v];
        }

        float sum = Vector.Sum(even + odd);
        for (int i = va.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>One pass over all pairs that counts, for each query, who comes before its right answer.</summary>
    private sealed class Ranking(
        ReadOnlyMemory<float> texts, ReadOnlyMemory<float> images, int dimension, int[] owner, int imageCount)
    {
        private readonly float[] _own = new float[owner.Length];
        private readonly float[] _best = new float[imageCount];

        public int[] TextRanks { get; } = [.. Enumerable.Repeat(1, owner.Length)];

        public int[] ImageRanks { get; } = [.. Enumerable.Repeat(1, imageCount)];

        public void Run(CancellationToken cancellationToken)
        {
            Array.Fill(_best, float.NegativeInfinity);
            for (int t = 0; t < owner.Length; t++)
            {
                _own[t] = Dot(Row(texts, t), Row(images, owner[t]));
                _best[owner[t]] = MathF.Max(_best[owner[t]], _own[t]);
            }

            ParallelOptions options = new() { CancellationToken = cancellationToken };
            int blocks = (owner.Length + BlockRows - 1) / BlockRows;
            Parallel.For(0, blocks, options, () => new int[imageCount], Count, Merge);
        }

        private int[] Count(int block, ParallelLoopState state, int[] before)
        {
            int firstText = block * BlockRows;
            int endText = Math.Min(firstText + BlockRows, owner.Length);
            for (int firstImage = 0; firstImage < imageCount; firstImage += BlockRows)
            {
                int endImage = Math.Min(firstImage + BlockRows, imageCount);
                for (int t = firstText; t < endText; t++)
                {
                    TextRanks[t] += CountRow(t, firstImage, endImage, before);
                }
            }

            return before;
        }

        private int CountRow(int t, int firstImage, int endImage, int[] before)
        {
            ReadOnlySpan<float> text = Row(texts, t);
            int ahead = 0;
            for (int i = firstImage; i < endImage; i++)
            {
                if (i == owner[t])
                {
                    continue;
                }

                float score = Dot(text, Row(images, i));
                ahead += score >= _own[t] ? 1 : 0;
                before[i] += score >= _best[i] ? 1 : 0;
            }

            return ahead;
        }

        private void Merge(int[] before)
        {
            lock (ImageRanks)
            {
                for (int i = 0; i < imageCount; i++)
                {
                    ImageRanks[i] += before[i];
                }
            }
        }

        private ReadOnlySpan<float> Row(ReadOnlyMemory<float> rows, int r) =>
            rows.Span.Slice(r * dimension, dimension);
    }
}
