using System.Runtime.InteropServices;

namespace ImageSearch.Indexing.Scan;

/// <summary>The queries of one search, quantised, in memory aligned for the widest loads.</summary>
internal sealed unsafe class QueryBatch : IDisposable
{
    private readonly QuantizedQuery[] _quantized;
    private readonly int _dimension;
    private readonly int _stride;
    private short* _codes;
    private float* _vectors;

    /// <summary>Copies and quantises the queries.</summary>
    /// <param name="queries">Shape [Q, dimension], finite.</param>
    /// <param name="dimension">Dimension of the block that will be searched.</param>
    /// <exception cref="ArgumentException">Not a multiple of the dimension, or a value is no number.</exception>
    public QueryBatch(ReadOnlySpan<float> queries, int dimension)
    {
        if (queries.Length % dimension != 0)
        {
            throw new ArgumentException(
                $"{queries.Length} values are not whole queries of {dimension} dimensions.", nameof(queries));
        }

        _dimension = dimension;
        _stride = VectorBlock.StrideOf(dimension);
        _quantized = new QuantizedQuery[queries.Length / dimension];
        _codes = (short*)NativeMemory.AlignedAlloc((nuint)_quantized.Length * (nuint)_stride * sizeof(short) + 64, 64);
        _vectors = (float*)NativeMemory.AlignedAlloc((nuint)queries.Length * sizeof(float) + 64, 64);
        queries.CopyTo(new Span<float>(_vectors, queries.Length));
        try
        {
            for (int q = 0; q < _quantized.Length; q++)
            {
                _quantized[q] = Quantizer.QuantizeQuery(
                    queries.Slice(q * dimension, dimension), new Span<short>(Codes(q), _stride));
            }
        }
        catch
        {
            Free();
            throw;
        }
    }

    /// <summary>Frees the memory when it was not disposed of.</summary>
    ~QueryBatch() => Free();

    /// <summary>Number of queries.</summary>
    public int Count => _quantized.Length;

    /// <summary>Scale and error bounds of a query.</summary>
    public QuantizedQuery this[int query] => _quantized[query];

    /// <summary>Codes of a query and of those behind it, shape [Count - query, stride].</summary>
    public short* Codes(int query) => _codes + ((long)query * _stride);

    /// <summary>The float32 query, shape [dimension].</summary>
    public float* Vector(int query) => _vectors + ((long)query * _dimension);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_codes);
        NativeMemory.AlignedFree(_vectors);
        _codes = null;
        _vectors = null;
    }
}
