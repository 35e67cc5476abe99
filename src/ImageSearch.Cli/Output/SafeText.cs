using System.Globalization;
using System.Text;
using Spectre.Console;

namespace ImageSearch.Cli.Output;

/// <summary>Makes text from outside, such as file names, harmless on a terminal.</summary>
internal static class SafeText
{
    /// <summary>Shows control characters, and those that reverse the writing direction, as <c>\u001B</c>.</summary>
    public static string Neutralise(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        StringBuilder safe = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = IsUnsafe(c)
                ? safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")
                : safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>The same, keeping line ends: for messages of several lines.</summary>
    public static string NeutraliseLines(string text) =>
        string.Join('\n', text.Split('\n').Select(line => Neutralise(line.TrimEnd('\r'))));

    /// <summary>Neutral text that Spectre's markup does not interpret either.</summary>
    public static string Escape(string text) => Markup.Escape(Neutralise(text));

    // U+202A–202E and U+2066–2069 reorder what follows, so that "gnp.exe" reads as "exe.png";
    // U+2028 and U+2029 break lines.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c)
        || c is '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
