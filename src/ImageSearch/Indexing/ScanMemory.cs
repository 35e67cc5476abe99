using System.IO.MemoryMappedFiles;
using ImageSearch.Indexing.Scan;
using Microsoft.Win32.SafeHandles;

namespace ImageSearch.Indexing;

/// <summary>The bytes of a scan file, mapped; from a file, or from memory alone where a file cannot be
/// written.</summary>
internal sealed unsafe class ScanMemory : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private ScanMemory(MemoryMappedFile file, long length, MemoryMappedFileAccess access)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, length, access);
        Length = length;
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>Counts who uses the memory: it is not unmapped below a search that still runs.</summary>
    public SafeMemoryMappedViewHandle Handle => _view.SafeMemoryMappedViewHandle;

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file; it may be replaced by another one of its name afterwards, but not be changed.</summary>
    public static ScanMemory Map(FileStream file) => new(
        MemoryMappedFile.CreateFromFile(
            file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false),
        file.Length,
        MemoryMappedFileAccess.Read);

    /// <summary>Reserves memory without a file.</summary>
    public static ScanMemory Reserve(long length) =>
        new(MemoryMappedFile.CreateNew(null, length), length, MemoryMappedFileAccess.ReadWrite);

    /// <summary>A part of the bytes, at most 2 GB.</summary>
    public Span<byte> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length);
        return new Span<byte>(_start + start, length);
    }

    /// <summary>The rows, for a scan.</summary>
    public VectorBlock Block(ScanLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layout.Length, Length);
        return new VectorBlock(
            (sbyte*)(_start + layout.Codes),
            (float*)(_start + layout.Scales),
            (float*)(_start + layout.Errors),
            (float*)(_start + layout.Vectors),
            (long*)(_start + layout.Ids),
            layout.Count,
            layout.Dimension);
    }

    /// <summary>The checksum of a range of bytes, a multiple of 64 long.</summary>
    public ulong Checksum(long start, long length)
    {
        const int piece = 1 << 26;
        BlockHash hash = default;
        for (long done = 0; done < length; done += piece)
        {
            hash.Add(Slice(start + done, (int)Math.Min(piece, length - done)));
        }

        return hash.Value;
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
