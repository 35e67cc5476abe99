using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageSearch.Indexing.Scan;

/// <summary>
/// One thread's part of a search. It reads the codes of a row; only when the best score that they allow reaches the
/// count-th best score found so far does it compute the row's float32 score, so what it ends with is exact.
/// </summary>
/// <param name="block">The rows.</param>
/// <param name="batch">The queries.</param>
/// <param name="kernel">The path that computes int32 sums.</param>
/// <param name="count">Scores to keep for each query, at least 1.</param>
/// <param name="filter">Which ids count; null for all.</param>
/// <param name="sharedFloors">
/// One a query, shared by all workers: the highest floor that any has seen. A worker may overwrite a higher one by
/// a lower one, which costs the others a few float32 scores and never a result.
/// </param>
internal sealed unsafe class ScanWorker(
    VectorBlock block, QueryBatch batch, DotKernel kernel, int count, Func<long, bool>? filter, float[] sharedFloors)
{
    /// <summary>Rows whose sums are computed at a time: 16 KB of codes at 256 dimensions, which stay cached.</summary>
    public const int RowsAtOnce = 64;

    // Covers what underflow takes from products of very small numbers, where relative bounds end.
    private const float Underflow = 1e-36f;

    private readonly TopScores[] _tops = [.. Enumerable.Range(0, batch.Count).Select(_ => new TopScores(count))];

    /// <summary>The best of the rows scanned so far, in no order.</summary>
    public ReadOnlySpan<ScoredId> Best(int query) => _tops[query].Items;

    /// <summary>Scans rows <paramref name="from"/> to just before <paramref name="to"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(int from, int to)
    {
        int* sums = stackalloc int[4 * RowsAtOnce];
        int first = from;
        while (first < to)
        {
            int rows = Math.Min(RowsAtOnce, to - first);
            sbyte* codes = block.Codes + ((long)first * block.Stride);
            int q = 0;
            for (; q + 4 <= batch.Count; q += 4)
            {
                kernel.FourQueries(codes, batch.Codes(q), block.Stride, rows, sums);
                for (int i = 0; i < 4; i++)
                {
                    Keep(q + i, first, rows, sums + (i * rows));
                }
            }

            for (; q < batch.Count; q++)
            {
                kernel.OneQuery(codes, batch.Codes(q), block.Stride, rows, sums);
                Keep(q, first, rows, sums);
            }

            first += rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(int query, int first, int rows, int* sums)
    {
        QuantizedQuery quantized = batch[query];
        float* scales = block.Scales + first;
        float* errors = block.Errors + first;
        float floor = FloorOf(query);
        int r = 0;
        for (; r + Vector<float>.Count <= rows; r += Vector<float>.Count)
        {
            Vector<float> highest = Vector.ConvertToSingle(Vector.Load(sums + r)) * quantized.Scale;
            highest += new Vector<float>(quantized.ErrorPerRowScale);
            highest = (highest * Vector.Load(scales + r)) + (Vector.Load(errors + r) * quantized.Length);
            if (Vector.GreaterThanOrEqualAny(highest, new Vector<float>(floor)))
            {
                floor = Score(query, quantized, first, r, r + Vector<float>.Count, sums);
            }
        }

        if (r < rows)
        {
            Score(query, quantized, first, r, rows, sums);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private float Score(int query, QuantizedQuery quantized, int first, int from, int to, int* sums)
    {
        float floor = FloorOf(query);
        for (int r = from; r < to; r++)
        {
            int row = first + r;
            float highest = (((sums[r] * quantized.Scale) + quantized.ErrorPerRowScale) * block.Scales[row])
                + (block.Errors[row] * quantized.Length);
            long id = block.Ids[row];
            if (highest >= floor && (filter is null || filter(id)))
            {
                float* vector = block.Vectors + ((long)row * block.Dimension);
                float score = Float32Dot.Compute(vector, batch.Vector(query), block.Dimension);
                _tops[query].Offer(new ScoredId(id, score));
                floor = FloorOf(query);
            }
        }

        return floor;
    }

    private float FloorOf(int query)
    {
        float own = _tops[query].Floor;
        float shared = Volatile.Read(ref sharedFloors[query]);
        if (own > shared)
        {
            Volatile.Write(ref sharedFloors[query], own);
        }

        return MathF.Max(own, shared) - Underflow;
    }
}
