using System.Security.Cryptography;

namespace ImageSearch.Api.Pictures;

/// <summary>A small picture.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="Hash">SHA-256 of the bytes.</param>
internal sealed record Thumbnail(byte[] Bytes, byte[] Hash)
{
    // The last digit is the version of this layout.
    private static ReadOnlySpan<byte> Magic => "ISTHUMB1"u8;

    /// <summary>Wraps a picture.</summary>
    public static Thumbnail Create(byte[] bytes) => new(bytes, SHA256.HashData(bytes));

    /// <summary>What is kept on disk: a mark, the hash, and the picture.</summary>
    public byte[] ToFile() => [.. Magic, .. Hash, .. Bytes];

    /// <summary>Reads what <see cref="ToFile"/> made; null when it is not whole.</summary>
    public static Thumbnail? FromFile(byte[] file)
    {
        int start = Magic.Length + SHA256.HashSizeInBytes;
        if (file.Length <= start || !file.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        Thumbnail thumbnail = Create(file[start..]);
        return thumbnail.Hash.AsSpan().SequenceEqual(file.AsSpan(Magic.Length, SHA256.HashSizeInBytes))
            ? thumbnail
            : null;
    }
}
