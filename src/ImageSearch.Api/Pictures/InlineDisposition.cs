using System.Globalization;
using System.Text;

namespace ImageSearch.Api.Pictures;

/// <summary>Writes <c>Content-Disposition: inline</c> with a file name (RFC 6266), whatever the name holds.</summary>
internal static class InlineDisposition
{
    /// <summary>The header's value: plain ASCII.</summary>
    public static string Create(string fileName)
    {
        string name = Clean(fileName);
        string ascii = string.Concat(name.Select(c => IsPlain(c) ? c : '_'));

        // RFC 8187: what EscapeDataString leaves as it is, letters, digits and - . _ ~, is allowed there as well.
        return $"inline; filename=\"{ascii}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
    }

    // Signs that are not seen, line ends among them, have no place in a name that somebody saves: those that turn the
    // direction of writing make "gpj.exe" look like "exe.jpg".
    private static string Clean(string name)
    {
        StringBuilder clean = new(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || rune.Value is '/' or '\\'
                    ? "_" : rune.ToString());
        }

        return clean.ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '(' or ')';
}
