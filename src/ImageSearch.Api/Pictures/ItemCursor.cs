using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ImageSearch.Api.Pictures;

/// <summary>Where a page of pictures ends, as text that means nothing to clients.</summary>
internal static class ItemCursor
{
    private const string Prefix = "after:";

    /// <summary>Continues after a picture.</summary>
    public static string Create(long lastId) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + lastId.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads what <see cref="Create"/> made.</summary>
    /// <returns>The last id; null when it is something else.</returns>
    public static long? Read(string cursor)
    {
        if (cursor.Length > 100 || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long id)
                ? id
                : null;
    }
}
