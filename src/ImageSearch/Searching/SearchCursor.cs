using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>The place in a ranking after which the next page begins. Score and id are a total order, so a page
/// neither repeats nor skips a picture, also when others were added in between.</summary>
/// <param name="Ranking">Fingerprint of what is ranked: library, model, query and filter.</param>
/// <param name="Seen">Hits on all pages so far.</param>
/// <param name="Score">Similarity of the last hit, exactly.</param>
/// <param name="Id">Id of the last hit.</param>
internal readonly record struct SearchCursor(ulong Ranking, int Seen, float Score, long Id)
{
    private const byte Version = 1;
    private const int ContentLength = 1 + 8 + 4 + 4 + 8;
    private const int ChecksumLength = 4;

    /// <summary>True when a row comes after this place.</summary>
    public bool IsBefore(ScoredId row) => row.Score < Score || (row.Score == Score && row.Id > Id);

    /// <summary>The cursor as text that fits a URL.</summary>
    public string Encode()
    {
        Span<byte> bytes = stackalloc byte[ContentLength + ChecksumLength];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[1..], Ranking);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[9..], Seen);
        BinaryPrimitives.WriteSingleLittleEndian(bytes[13..], Score);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[17..], Id);
        SHA256.HashData(bytes[..ContentLength])[..ChecksumLength].CopyTo(bytes[ContentLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor.</summary>
    /// <exception cref="SearchException">The text is no whole cursor.</exception>
    public static SearchCursor Decode(string text)
    {
        Span<byte> bytes = stackalloc byte[ContentLength + ChecksumLength];
        bool isWhole = text.Length == Base64Url.GetEncodedLength(bytes.Length)
            && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out int length)
            && length == bytes.Length
            && bytes[0] == Version
            && SHA256.HashData(bytes[..ContentLength]).AsSpan(0, ChecksumLength).SequenceEqual(bytes[ContentLength..]);
        return isWhole
            ? new SearchCursor(
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[1..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]),
                BinaryPrimitives.ReadSingleLittleEndian(bytes[13..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[17..]))
            : throw new SearchException(
                "The cursor is damaged or cut. Copy it whole from the page before, or begin without one.");
    }

    /// <summary>The error of a cursor that belongs to no ranking that is asked for.</summary>
    public static SearchException Foreign() => new(
        "The cursor belongs to another query, filter, model or library. "
        + "Repeat the query of the page before with it, or begin without one.");

    /// <summary>Identifies a ranking: what must be the same for a cursor to mean anything.</summary>
    public static ulong Fingerprint(Guid library, string modelHash, SearchQuery query)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ItemFilter filter = query.Filter ?? new ItemFilter();
        string?[] parts =
        [
            library.ToString(), modelHash, query.Text, query.Not,
            query.Not is null ? null : query.NotWeight.ToString("R", CultureInfo.InvariantCulture),
            query.Image is null ? null : Convert.ToHexStringLower(SHA256.HashData(query.Image)),
            Number(query.SimilarTo), filter.Path, filter.IsPathBelowSource ? "below" : null,
            Number(filter.ModifiedFrom?.UtcTicks), Number(filter.ModifiedTo?.UtcTicks),
            Number(filter.SizeFrom), Number(filter.SizeTo),
        ];
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string? part in parts)
        {
            // The length before each part keeps "ab" + "c" apart from "a" + "bc", and −1 null from empty.
            byte[] bytes = Encoding.UTF8.GetBytes(part ?? "");
            BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
