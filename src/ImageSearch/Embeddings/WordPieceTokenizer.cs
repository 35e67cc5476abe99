using System.Globalization;
using System.Text;

namespace ImageSearch.Embeddings;

/// <summary>
/// BERT's uncased WordPiece (Devlin 2018): equal to Hugging Face's <c>BertTokenizerFast</c>. Thread-safe.
/// </summary>
/// <remarks>
/// Two things differ from Hugging Face, both on purpose. The text of a special token, such as <c>[SEP]</c>, is plain
/// text here: a query is what a person typed, and must not be able to end the sentence. And the tables of Unicode are
/// those of the .NET runtime, so letters that are newer than the other side's tables may be classed differently.
/// <c>Microsoft.ML.Tokenizers.BertTokenizer</c> is not used because it strips accents with
/// <see cref="string.Normalize()"/>, which does nothing in globalization-invariant mode (see
/// <see cref="Unaccented"/>), and because it refuses a vocabulary with a duplicate line.
/// </remarks>
public sealed class WordPieceTokenizer
{
    private const int LongestWord = 100; // in code points; longer ones become [UNK]
    private const string ContinuationMark = "##";

    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _continuations = new(StringComparer.Ordinal);
    private readonly int _longestPiece;
    private readonly int _unknownId;
    private readonly int _classId;
    private readonly int _separatorId;

    private WordPieceTokenizer(string file, IEnumerable<string> tokens)
    {
        foreach (string token in tokens)
        {
            // A later duplicate wins, as in a Python dict that is filled line by line.
            _starts[token] = VocabularySize;
            if (token.StartsWith(ContinuationMark, StringComparison.Ordinal))
            {
                _continuations[token[ContinuationMark.Length..]] = VocabularySize;
            }

            _longestPiece = Math.Max(_longestPiece, token.Length);
            VocabularySize++;
        }

        PaddingId = SpecialId(file, "[PAD]");
        _unknownId = SpecialId(file, "[UNK]");
        _classId = SpecialId(file, "[CLS]");
        _separatorId = SpecialId(file, "[SEP]");
    }

    /// <summary>Id of <c>[PAD]</c>.</summary>
    public int PaddingId { get; }

    /// <summary>Number of lines of the vocabulary; every id is below it.</summary>
    public int VocabularySize { get; }

    /// <summary>Reads a vocabulary: UTF-8, one token a line, the line's number from 0 is the id.</summary>
    /// <exception cref="ModelException">The file cannot be read, or lacks a special token.</exception>
    public static WordPieceTokenizer Load(string vocabularyFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(vocabularyFile);
        try
        {
            return new WordPieceTokenizer(vocabularyFile, File.ReadLines(vocabularyFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                vocabularyFile, $"The vocabulary '{vocabularyFile}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Turns a sentence into ids.</summary>
    /// <param name="text">Any text; empty or blank text gives <c>[CLS] [SEP]</c>.</param>
    /// <param name="maximumLength">Most ids wanted, at least 2; the end is cut, <c>[SEP]</c> stays.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumLength"/> is below 2.</exception>
    public TokenizedText Encode(string text, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, 2);
        List<int> ids = [_classId];
        string normalized = Normalize(text);
        int start = 0;
        for (int i = 0; i <= normalized.Length; i++)
        {
            // Normalize leaves words parted by single spaces.
            if (i == normalized.Length || normalized[i] == ' ')
            {
                AppendWord(normalized.AsSpan(start, i - start), ids);
                start = i + 1;
            }
        }

        ids.Add(_separatorId);
        int fullLength = ids.Count;
        if (fullLength > maximumLength)
        {
            ids.RemoveRange(maximumLength, fullLength - maximumLength);
            ids[^1] = _separatorId;
        }

        return new TokenizedText(ids.ToArray(), fullLength);
    }

    /// <summary>Splits a sentence into words as the tokenizer does before it looks for pieces: cleaned, lower-cased,
    /// without accents, every punctuation mark and ideograph alone.</summary>
    /// <returns>The words in order; empty for blank text.</returns>
    public static IReadOnlyList<string> SplitWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Cleans, parts, lower-cases and strips accents; every word and punctuation mark stands alone.</summary>
    private static string Normalize(string text)
    {
        StringBuilder result = new(text.Length + 16);
        StringBuilder remains = new(4);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsRemoved(rune))
            {
                continue;
            }

            if (Rune.IsWhiteSpace(rune))
            {
                Part(result);
            }
            else if (rune.IsAscii && !IsPunctuation(rune))
            {
                result.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else
            {
                Unaccented.Append(rune, remains.Clear());
                AppendLowered(remains, IsIdeograph(rune), result);
            }
        }

        return result.ToString();
    }

    private static void AppendLowered(StringBuilder remains, bool alone, StringBuilder result)
    {
        foreach (ReadOnlyMemory<char> chunk in remains.GetChunks())
        {
            foreach (Rune rune in chunk.Span.EnumerateRunes())
            {
                // Lower-casing comes after decomposing: 'İ' is 'I' and a dot by then.
                Rune lower = Rune.ToLowerInvariant(rune);
                bool parted = alone || IsPunctuation(lower);
                if (parted)
                {
                    Part(result);
                }

                result.Append(lower);
                if (parted)
                {
                    Part(result);
                }
            }
        }
    }

    private static void Part(StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != ' ')
        {
            result.Append(' ');
        }
    }

    private void AppendWord(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.IsEmpty)
        {
            return;
        }

        int first = ids.Count;
        int start = CountRunes(word) > LongestWord ? 0 : AppendLongest(word, _starts, ids);
        int length = start;
        while (length > 0 && start < word.Length)
        {
            length = AppendLongest(word[start..], _continuations, ids);
            start += length;
        }

        if (start < word.Length)
        {
            // One missing piece makes the whole word unknown.
            ids.RemoveRange(first, ids.Count - first);
            ids.Add(_unknownId);
        }
    }

    /// <summary>
    /// Appends the longest piece that the word begins with; returns its length, 0 when there is none.
    /// </summary>
    private int AppendLongest(ReadOnlySpan<char> word, Dictionary<string, int> pieces, List<int> ids)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup =
            pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int length = Math.Min(word.Length, _longestPiece); length > 0; length--)
        {
            if (lookup.TryGetValue(word[..length], out int id))
            {
                ids.Add(id);
                return length;
            }
        }

        return 0;
    }

    private static int CountRunes(ReadOnlySpan<char> word)
    {
        int count = 0;
        foreach (char c in word)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }

        return count;
    }

    /// <summary>Control, format, private use and replacement characters, and halves of surrogate pairs.</summary>
    private static bool IsRemoved(Rune rune) =>
        rune == Rune.ReplacementChar
        || (rune.Value is not ('\t' or '\n' or '\r')
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse);

    private static bool IsPunctuation(Rune rune) =>
        rune.IsAscii
            ? rune.Value is > ' ' and < 0x7F && !char.IsAsciiLetterOrDigit((char)rune.Value)
            : Rune.IsPunctuation(rune);

    /// <summary>
    /// The blocks of Chinese characters that BERT's authors listed; Japanese and Korean letters are not in it.
    /// </summary>
    private static bool IsIdeograph(Rune rune) =>
        rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
            or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private int SpecialId(string file, string token) =>
        _starts.TryGetValue(token, out int id)
            ? id
            : throw new ModelException(
                file,
                $"The vocabulary '{file}' has no line '{token}', so it is not BERT's. Copy the model's own file.");
}
