using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageSearch.Decoding;

namespace ImageSearch.Api.Pictures;

/// <summary>Names a thumbnail on disk.</summary>
internal static class ThumbnailKey
{
    // Another number whenever thumbnails of the same picture come out otherwise.
    private const int Version = 1;

    /// <summary>The key of one size of one picture in one format: 64 hexadecimal digits.</summary>
    /// <param name="identity"><see cref="PictureFile.Identity"/>.</param>
    /// <param name="size">Side of the square that it fits into.</param>
    /// <param name="format">Its format.</param>
    public static string Create(string identity, int size, PictureFormat format) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Version}|{identity}|{size}|{format}"))));

    /// <summary>True for what <see cref="Create"/> may have made.</summary>
    public static bool IsKey(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
