using ImageSearch.Embeddings;

namespace ImageSearch.Tests.Embeddings;

public sealed class WordPieceTokenizerTests : IDisposable
{
    private static readonly string[] Vocabulary =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "unaffable", "a", "dog", "##s", "don", "'", "t",
        "cafe", "中", "国", ".", ",", "!", "$", "~", "[", "]", "sep", "1", "##2", "##3", "i", "σ", "##σ", "\u1112",
        "##\u1161", "##\u11ab", "ß", "x", "##x", "fi", "😀", "-", "ﬁ",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("imagesearch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n \u00a0 ", "")]
    [InlineData("unaffable", "unaffable")]
    [InlineData("unaffables", "unaffable ##s")]
    [InlineData("A Dogs", "a dog ##s")]
    [InlineData("  a\u2003dog\u2028a ", "a dog a")]
    [InlineData("Don't!", "don ' t !")]
    [InlineData("a.dog,$~", "a . dog , $ ~")]
    [InlineData("Café CAFÉ cafe\u0301", "cafe cafe cafe")]
    [InlineData("a中国dog", "a 中 国 dog")]
    [InlineData("123 1", "1 ##2 ##3 1")]
    [InlineData("[SEP]", "[ sep ]")]
    [InlineData("d\0o\u200bg\ufffd a\u0007\ue000", "dog a")]
    [InlineData("İ Σσ 한 ẞ", "i σ ##σ \u1112 ##\u1161 ##\u11ab ß")]
    [InlineData("😀 a😀", "😀 [UNK]")]
    [InlineData("zebra a", "[UNK] a")]
    [InlineData("a‐ a-", "a [UNK] a -")]
    [InlineData("ﬁ", "ﬁ")]
    public void Words_become_the_pieces_of_the_published_algorithm(string text, string expected)
    {
        string[] pieces = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        TokenizedText actual = Tokenizer().Encode(text, 1000);

        Assert.Equal(["[CLS]", .. pieces, "[SEP]"], actual.Ids.Select(id => Vocabulary[id]));
        Assert.Equal(pieces.Length + 2, actual.FullLength);
        Assert.False(actual.WasCut);
    }

    [Theory, InlineData("x", 1), InlineData("É", 2)]
    public void A_word_over_100_letters_is_unknown(string letter, int pad)
    {
        // "É" is not in the vocabulary at all; it must become one unknown word either way.
        int[] longest = Tokenizer().Encode(string.Concat(Enumerable.Repeat(letter, 100)), 1000).Ids;
        int[] tooLong = Tokenizer().Encode(string.Concat(Enumerable.Repeat(letter, 101)), 1000).Ids;

        Assert.Equal(pad == 1 ? 102 : 3, longest.Length);
        Assert.Equal([2, 1, 3], tooLong);
    }

    [Fact]
    public void Cutting_keeps_the_end_mark_and_says_how_long_the_text_was()
    {
        TokenizedText cut = Tokenizer().Encode("a dog a dog", 4);

        Assert.Equal(["[CLS]", "a", "dog", "[SEP]"], cut.Ids.Select(id => Vocabulary[id]));
        Assert.Equal(6, cut.FullLength);
        Assert.True(cut.WasCut);
        Assert.Equal([2, 3], Tokenizer().Encode("a dog", 2).Ids);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer().Encode("a", 1));
    }

    [Fact]
    public void A_later_duplicate_line_wins_and_keeps_the_numbers_of_the_lines()
    {
        WordPieceTokenizer tokenizer = Tokenizer([.. Vocabulary, "dog", "last"]);

        Assert.Equal([2, Vocabulary.Length, Vocabulary.Length + 1, 3], tokenizer.Encode("dog last", 9).Ids);
        Assert.Equal(Vocabulary.Length + 2, tokenizer.VocabularySize);
        Assert.Equal(0, tokenizer.PaddingId);
    }

    [Fact]
    public void A_vocabulary_without_special_tokens_is_refused_with_its_name()
    {
        ModelException e = Assert.Throws<ModelException>(() => Tokenizer(["a", "b"]));

        Assert.Contains("vocab.txt", e.Message, StringComparison.Ordinal);
        Assert.Contains("[PAD]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_vocabulary_is_an_error_with_its_name()
    {
        string file = Path.Combine(_folder, "none.txt");

        Assert.Contains(
            file, Assert.Throws<ModelException>(() => WordPieceTokenizer.Load(file)).Message, StringComparison.Ordinal);
    }

    private WordPieceTokenizer Tokenizer(string[]? vocabulary = null)
    {
        string file = Path.Combine(_folder, "vocab.txt");
        File.WriteAllLines(file, vocabulary ?? Vocabulary);
        return WordPieceTokenizer.Load(file);
    }
}
