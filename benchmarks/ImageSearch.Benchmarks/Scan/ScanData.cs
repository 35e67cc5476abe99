using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Benchmarks.Scan;

/// <summary>
/// Vectors that look like embeddings: 24 hidden factors mixed into 256 dimensions, noise, length one. The same seed
/// gives the same vectors on every machine with the same arithmetic.
/// </summary>
internal sealed unsafe class ScanData : IDisposable
{
    public const int Dimension = 256;
    private const int Factors = 24;
    private const int RowsAPart = 1_000;
    private readonly List<nint> _memory = [];

    public ScanData(int rows)
    {
        sbyte* codes = (sbyte*)Allocate((long)rows * Dimension);
        float* scales = (float*)Allocate((long)rows * sizeof(float));
        float* errors = (float*)Allocate((long)rows * sizeof(float));
        float* vectors = (float*)Allocate((long)rows * Dimension * sizeof(float));
        long* ids = (long*)Allocate((long)rows * sizeof(long));
        float[] mixing = Mixing();
        Parallel.For(0, (rows + RowsAPart - 1) / RowsAPart, part =>
        {
            Random random = new(part);
            for (int r = part * RowsAPart; r < Math.Min(rows, (part + 1) * RowsAPart); r++)
            {
                Span<float> vector = new(vectors + ((long)r * Dimension), Dimension);
                Span<sbyte> row = new(codes + ((long)r * Dimension), Dimension);
                Fill(vector, random, mixing);
                scales[r] = Quantizer.Quantize(vector, row);
                errors[r] = Quantizer.ErrorOf(vector, row, scales[r]);
                ids[r] = r;
            }
        });
        Block = new VectorBlock(codes, scales, errors, vectors, ids, rows, Dimension);
    }

    public VectorBlock Block { get; }

    /// <summary>Bytes of codes, scales and errors: what a scan has to read.</summary>
    public long ScanBytes => (long)Block.Count * (Block.Stride + (2 * sizeof(float)));

    /// <summary>Queries of the same kind, shape [count, 256], that are not among the rows.</summary>
    public static float[] Queries(int count)
    {
        float[] queries = new float[count * Dimension];
        float[] mixing = Mixing();
        Random random = new(-7);
        for (int q = 0; q < count; q++)
        {
            Fill(queries.AsSpan(q * Dimension, Dimension), random, mixing);
        }

        return queries;
    }

    public void Dispose() => _memory.ForEach(p => NativeMemory.AlignedFree((void*)p));

    private static float[] Mixing()
    {
        Random random = new(99);
        return [.. Enumerable.Range(0, Factors * Dimension).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static void Fill(Span<float> vector, Random random, float[] mixing)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = ((float)random.NextDouble() - 0.5f) * 0.6f;
        }

        for (int f = 0; f < Factors; f++)
        {
            float factor = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
            TensorPrimitives.MultiplyAdd(mixing.AsSpan(f * Dimension, Dimension), factor, vector, vector);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
    }

    private void* Allocate(long bytes)
    {
        void* p = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 64), 64);
        _memory.Add((nint)p);
        return p;
    }
}
