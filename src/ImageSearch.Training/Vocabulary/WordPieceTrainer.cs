using ImageSearch.Embeddings;

namespace ImageSearch.Training.Vocabulary;

/// <summary>Learns an uncased WordPiece vocabulary from sentences.</summary>
/// <remarks>
/// Pieces are found by byte-pair merging (Sennrich et al. 2016) with <c>##</c> before all but a word's first piece, as
/// Hugging Face's WordPiece trainer does. Equal counts are decided by the pieces' text, so that the result is a
/// function of the sentences alone.
/// </remarks>
internal static class WordPieceTrainer
{
    /// <summary>The special tokens, which come first, in BERT's order.</summary>
    public static readonly IReadOnlyList<string> SpecialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Characters rarer than this are left to [UNK].</summary>
    private const int FewestOccurrences = 5;

    /// <summary>Learns a vocabulary.</summary>
    /// <param name="sentences">Any number of sentences.</param>
    /// <param name="size">Most entries, special tokens included; fewer when the words are exhausted.</param>
    /// <returns>The entries in order; the position is the id.</returns>
    public static IReadOnlyList<string> Train(IEnumerable<string> sentences, int size)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string word in sentences.SelectMany(WordPieceTokenizer.SplitWords))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        Word[] words = [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new Word(Pieces(c.Key), c.Value))];
        Dictionary<string, int> pieceCounts = new(StringComparer.Ordinal);
        foreach (Word word in words)
        {
            foreach (string piece in word.Pieces)
            {
                pieceCounts[piece] = pieceCounts.GetValueOrDefault(piece) + word.Count;
            }
        }

        List<string> vocabulary = [.. SpecialTokens];
        // The most frequent characters, should there be more than fit.
        vocabulary.AddRange(pieceCounts.Where(p => p.Value >= FewestOccurrences)
            .OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Take(Math.Max(0, size - vocabulary.Count)).Select(p => p.Key).Order(StringComparer.Ordinal));
        Merge(words, vocabulary, size);
        return vocabulary;
    }

    private static void Merge(Word[] words, List<string> vocabulary, int size)
    {
        Dictionary<(string, string), long> pairs = [];
        Dictionary<(string, string), HashSet<Word>> places = [];
        foreach (Word word in words)
        {
            Count(word, word.Count, pairs, places);
        }

        HashSet<string> known = new(vocabulary, StringComparer.Ordinal);
        while (vocabulary.Count < size && pairs.Count > 0)
        {
            ((string, string) pair, long count) = Best(pairs);
            if (count < 2)
            {
                break;
            }

            string merged = pair.Item1 + pair.Item2[2..];
            // A snapshot: counting anew adds to these sets.
            foreach (Word word in places[pair].ToArray())
            {
                Count(word, -word.Count, pairs, places);
                word.Merge(pair, merged);
                Count(word, word.Count, pairs, places);
            }

            pairs.Remove(pair);
            places.Remove(pair);
            if (known.Add(merged))
            {
                vocabulary.Add(merged);
            }
        }
    }

    private static ((string, string) Pair, long Count) Best(Dictionary<(string, string), long> pairs)
    {
        (string, string) best = default;
        long most = long.MinValue;
        foreach (((string, string) pair, long count) in pairs)
        {
            if (count > most || (count == most && Compare(pair, best) < 0))
            {
                (best, most) = (pair, count);
            }
        }

        return (best, most);
    }

    private static int Compare((string First, string Second) a, (string First, string Second) b)
    {
        int first = string.CompareOrdinal(a.First, b.First);
        return first != 0 ? first : string.CompareOrdinal(a.Second, b.Second);
    }

    private static void Count(
        Word word, int by, Dictionary<(string, string), long> pairs, Dictionary<(string, string), HashSet<Word>> places)
    {
        for (int i = 0; i + 1 < word.Pieces.Count; i++)
        {
            (string, string) pair = (word.Pieces[i], word.Pieces[i + 1]);
            long count = pairs.GetValueOrDefault(pair) + by;
            _ = count == 0 ? pairs.Remove(pair) : (pairs[pair] = count) > 0;
            if (by > 0)
            {
                (places.TryGetValue(pair, out HashSet<Word>? at) ? at : places[pair] = []).Add(word);
            }
        }
    }

    private static List<string> Pieces(string word) =>
        [.. word.EnumerateRunes().Select((rune, i) => i == 0 ? rune.ToString() : "##" + rune)];

    private sealed class Word(List<string> pieces, int count)
    {
        public List<string> Pieces { get; } = pieces;

        public int Count { get; } = count;

        public void Merge((string First, string Second) pair, string merged)
        {
            for (int i = 0; i + 1 < Pieces.Count; i++)
            {
                if (Pieces[i] == pair.First && Pieces[i + 1] == pair.Second)
                {
                    Pieces[i] = merged;
                    Pieces.RemoveAt(i + 1);
                }
            }
        }
    }
}
