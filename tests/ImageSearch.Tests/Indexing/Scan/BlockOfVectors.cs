using System.Runtime.InteropServices;
using ImageSearch.Indexing;
using ImageSearch.Indexing.Scan;

namespace ImageSearch.Tests.Indexing.Scan;

/// <summary>Rows in unmanaged memory, quantised, and the search as a plain loop over them.</summary>
internal sealed unsafe class BlockOfVectors : IDisposable
{
    private readonly float[][] _rows;
    private readonly long[] _ids;
    private readonly List<nint> _memory = [];

    public BlockOfVectors(float[][] rows, int dimension, long[]? ids = null)
    {
        _rows = rows;
        _ids = ids ?? [.. Enumerable.Range(1, rows.Length).Select(i => (long)i)];
        int stride = VectorBlock.StrideOf(dimension);
        sbyte* codes = (sbyte*)Allocate((long)rows.Length * stride);
        float* scales = (float*)Allocate((long)rows.Length * sizeof(float));
        float* errors = (float*)Allocate((long)rows.Length * sizeof(float));
        float* vectors = (float*)Allocate((long)rows.Length * dimension * sizeof(float));
        long* longs = (long*)Allocate((long)rows.Length * sizeof(long));
        for (int r = 0; r < rows.Length; r++)
        {
            Span<sbyte> row = new(codes + ((long)r * stride), stride);
            scales[r] = Quantizer.Quantize(rows[r], row);
            errors[r] = Quantizer.ErrorOf(rows[r], row, scales[r]);
            rows[r].CopyTo(new Span<float>(vectors + ((long)r * dimension), dimension));
            longs[r] = _ids[r];
        }

        View = new VectorBlock(codes, scales, errors, vectors, longs, rows.Length, dimension);
    }

    public VectorBlock View { get; }

    public ScoredId[] SearchPlainly(float[] query, int count, Func<long, bool>? filter = null) =>
        [.. _rows
            .Select((row, r) => new ScoredId(_ids[r], Float32Dot.ComputeScalar(query, row)))
            .Where(hit => filter is null || filter(hit.Id))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id)
            .Take(count)];

    public void Dispose() => _memory.ForEach(p => NativeMemory.Free((void*)p));

    // Four bytes in, as a mapped file may have it: floats are aligned, vectors of them are not.
    private void* Allocate(long bytes)
    {
        void* p = NativeMemory.Alloc((nuint)bytes + 4);
        _memory.Add((nint)p);
        return (byte*)p + 4;
    }
}
