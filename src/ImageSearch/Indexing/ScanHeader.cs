using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageSearch.Indexing;

/// <summary>The first 256 bytes of a scan file: what it was derived from, and the checksums of its parts.</summary>
/// <param name="Library">Identity of the library.</param>
/// <param name="ModelHash">The model.</param>
/// <param name="Generation">The model's generation when the file was derived.</param>
/// <param name="Dimension">Length of a vector.</param>
/// <param name="Count">Number of rows.</param>
internal sealed record ScanHeader(Guid Library, string ModelHash, long Generation, int Dimension, int Count)
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 256;

    /// <summary>Another number whenever the layout or the way of computing codes changes; such files are
    /// rebuilt.</summary>
    public const int Version = 1;

    private const int Digest = Length - SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "ISSCAN\r\n"u8;

    /// <summary>Checksum of each part of <see cref="ScanLayout"/>.</summary>
    public ulong[] Checksums { get; init; } = new ulong[ScanLayout.Parts];

    /// <summary>Writes the header; all numbers are little-endian.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Dimension);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Generation);
        Library.TryWriteBytes(bytes.AsSpan(32));
        SHA256.HashData(Encoding.UTF8.GetBytes(ModelHash), bytes.AsSpan(48));
        for (int i = 0; i < Checksums.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(80 + (8 * i)), Checksums[i]);
        }

        SHA256.HashData(bytes.AsSpan(0, Digest), bytes.AsSpan(Digest));
        return bytes;
    }

    /// <summary>Reads a header, when it is whole and says what is expected.</summary>
    /// <param name="bytes">Exactly <see cref="Length"/> bytes.</param>
    /// <param name="expected">Everything but the count and the checksums.</param>
    /// <returns>Null when the file must be derived again.</returns>
    public static ScanHeader? Read(ReadOnlySpan<byte> bytes, ScanHeader expected)
    {
        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        if (count is < 0 or > int.MaxValue)
        {
            return null;
        }

        ulong[] checksums = new ulong[ScanLayout.Parts];
        for (int i = 0; i < checksums.Length; i++)
        {
            checksums[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(80 + (8 * i))..]);
        }

        // Whatever differs, magic, version, origin or a flipped bit, makes the bytes differ.
        ScanHeader header = expected with { Count = (int)count, Checksums = checksums };
        return header.ToBytes().AsSpan().SequenceEqual(bytes) ? header : null;
    }
}
