using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ImageSearch.Embeddings;

/// <summary>Canonical decomposition (NFD) without the nonspacing marks, code point by code point.</summary>
/// <remarks>
/// <see cref="string.Normalize()"/> returns its input unchanged in globalization-invariant mode, which this program
/// runs in, and elsewhere its answer depends on the machine's ICU. This table gives one answer everywhere.
/// </remarks>
internal static class Unaccented
{
    // The arithmetic of Hangul syllables: The Unicode Standard, section 3.12.
    private const int FirstSyllable = 0xAC00;
    private const int SyllableCount = 11_172;
    private const int FirstLeading = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeFirstTrailing = 0x11A7;
    private const int TrailingCount = 28;
    private const int VowelsTimesTrailing = 588;

    private static readonly FrozenDictionary<int, string> Table = ReadTable();

    /// <summary>Appends what remains of <paramref name="rune"/>; nothing when it is a nonspacing mark itself.</summary>
    public static void Append(Rune rune, StringBuilder destination)
    {
        int syllable = rune.Value - FirstSyllable;
        if (rune.IsAscii)
        {
            destination.Append((char)rune.Value);
        }
        else if (syllable is >= 0 and < SyllableCount)
        {
            AppendHangul(syllable, destination);
        }
        else if (Table.TryGetValue(rune.Value, out string? remains))
        {
            destination.Append(remains);
        }
        else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
        {
            destination.Append(rune);
        }
    }

    private static void AppendHangul(int syllable, StringBuilder destination)
    {
        destination.Append((char)(FirstLeading + syllable / VowelsTimesTrailing));
        destination.Append((char)(FirstVowel + syllable % VowelsTimesTrailing / TrailingCount));
        if (syllable % TrailingCount != 0)
        {
            destination.Append((char)(BeforeFirstTrailing + syllable % TrailingCount));
        }
    }

    private static FrozenDictionary<int, string> ReadTable()
    {
        using Stream stream = typeof(Unaccented).Assembly.GetManifestResourceStream("unaccented.txt")!;
        using StreamReader reader = new(stream);
        Dictionary<int, string> table = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            string[] words = line.Split(' ');
            string remains = string.Concat(words[0].Split('+').Select(h => char.ConvertFromUtf32(ParseHex(h))));
            foreach (string source in words.Skip(1))
            {
                table.Add(ParseHex(source), remains);
            }
        }

        return table.ToFrozenDictionary();
    }

    private static int ParseHex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
