using ImageSearch.Indexing.Scan;
using Microsoft.Win32.SafeHandles;

namespace ImageSearch.Indexing;

/// <summary>The vectors of one model of a library, in a packed file that is mapped into memory and searched
/// exactly.</summary>
/// <remarks>
/// <para>The file is derived from the database, one row a picture in ascending order of ids (identical files have a
/// row each). It is written under another name, flushed, and renamed; and derived again whenever it is missing,
/// damaged, or of another moment than the database. Where it cannot be written, as on a full disk, it is derived into
/// memory.</para>
/// <para>Opening checks the header (SHA-256), the file's length, and the checksums of scales, errors and ids, about
/// 16 bytes a vector; those of codes and vectors only up to <see cref="CheckedBytes"/>, because reading a large file
/// takes as long as its disk does. Beyond that size a damaged disk block is found by <see cref="Verify"/>.</para>
/// </remarks>
public sealed class FlatStore : IVectorStore, IDisposable
{
    /// <summary>Files up to this size, 256 MiB, are checked as a whole when they are opened.</summary>
    public const long CheckedBytes = 256L << 20;

    private readonly ScanMemory _memory;
    private readonly ScanHeader _header;
    private readonly VectorBlock _block;

    internal FlatStore(ScanMemory memory, ScanHeader header)
    {
        _memory = memory;
        _header = header;
        _block = memory.Block(new ScanLayout(header.Dimension, header.Count));
    }

    /// <inheritdoc/>
    public int Dimension => _header.Dimension;

    /// <inheritdoc/>
    public int Count => _header.Count;

    /// <summary>Hash of the model whose vectors these are.</summary>
    public string ModelHash => _header.ModelHash;

    /// <summary>The model's generation when the file was derived: while it equals
    /// <see cref="LibraryModel.Generation"/>, the store has all that the database has.</summary>
    public long Generation => _header.Generation;

    /// <summary>Why the file could not be written, so that the vectors are in memory alone; null when it is
    /// there.</summary>
    public string? FileProblem { get; internal init; }

    /// <summary>Opens the vectors of an active model, of this moment.</summary>
    /// <param name="library">The library; the store does not need it afterwards.</param>
    /// <param name="modelHash">The model.</param>
    /// <exception cref="LibraryException">The library has no vectors of this model, or is still building them beside
    /// those of another model of its name; or it cannot be read.</exception>
    public static FlatStore Open(Library library, string modelHash)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentException.ThrowIfNullOrWhiteSpace(modelHash);
        return ScanFile.Open(library, modelHash);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredId> Search(ReadOnlySpan<float> query, int count, Func<long, bool>? filter = null)
    {
        if (query.Length != Dimension)
        {
            throw new ArgumentException($"{Dimension} values expected, {query.Length} given.", nameof(query));
        }

        return SearchMany(query, count, filter)[0];
    }

    /// <summary>Searches for several queries in one pass over the vectors.</summary>
    /// <param name="queries">Unit vectors one after the other, shape [Q, Dimension].</param>
    /// <param name="count">Number of results wanted for each, at least 1.</param>
    /// <param name="filter">As in <see cref="Search"/>; called from several threads at once.</param>
    /// <returns>One list a query, as <see cref="Search"/> returns it.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of the dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<IReadOnlyList<ScoredId>> SearchMany(
        ReadOnlySpan<float> queries, int count, Func<long, bool>? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        SafeMemoryMappedViewHandle handle = _memory.Handle;
        bool held = false;
        try
        {
            // Dispose on another thread unmaps the file only after this search.
            handle.DangerousAddRef(ref held);
            return ExactScan.Search(_block, queries, count, filter);
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>A picture's vector.</summary>
    /// <param name="id">The picture's id.</param>
    /// <returns>Unit length, shape [Dimension]; null when the store has none for this id.</returns>
    public unsafe float[]? FindVector(long id)
    {
        SafeMemoryMappedViewHandle handle = _memory.Handle;
        bool held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            int row = new ReadOnlySpan<long>(_block.Ids, Count).BinarySearch(id);
            return row < 0
                ? null
                : new ReadOnlySpan<float>(_block.Vectors + (long)row * Dimension, Dimension).ToArray();
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>Reads the whole file and compares its checksums.</summary>
    /// <returns>False when it is damaged: delete it, and it is derived again.</returns>
    public bool Verify() => ScanFile.IsSound(_memory, _header, long.MaxValue);

    /// <summary>Unmaps the file, once no search uses it.</summary>
    public void Dispose() => _memory.Dispose();
}
