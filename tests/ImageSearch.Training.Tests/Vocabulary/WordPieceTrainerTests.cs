using ImageSearch.Embeddings;
using ImageSearch.Training.Vocabulary;

namespace ImageSearch.Training.Tests.Vocabulary;

public class WordPieceTrainerTests
{
    private static readonly string[] Sentences =
        [.. Enumerable.Repeat("A dog runs; two dogs are running near the runner's dog.", 10)];

    [Fact]
    public void Special_tokens_come_first_and_frequent_words_become_one_piece()
    {
        IReadOnlyList<string> vocabulary = WordPieceTrainer.Train(Sentences, 100);
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], vocabulary.Take(5));
        Assert.Contains("dog", vocabulary);
        Assert.Contains("run", vocabulary);
        Assert.Equal(vocabulary.Count, vocabulary.Distinct().Count());
    }

    [Fact]
    public void The_size_is_a_limit()
    {
        Assert.Equal(40, WordPieceTrainer.Train(Sentences, 40).Count);
        Assert.True(WordPieceTrainer.Train(Sentences, 10_000).Count < 200);
    }

    [Fact]
    public void The_same_sentences_give_the_same_vocabulary() =>
        Assert.Equal(WordPieceTrainer.Train(Sentences, 60), WordPieceTrainer.Train(Sentences.Reverse(), 60));

    [Fact]
    public void The_tokenizer_splits_the_sentences_without_unknowns()
    {
        string file = Path.GetTempFileName();
        try
        {
            IReadOnlyList<string> vocabulary = WordPieceTrainer.Train(Sentences, 60);
            File.WriteAllLines(file, vocabulary);
            WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(file);
            int unknown = vocabulary.ToList().IndexOf("[UNK]");
            Assert.DoesNotContain(unknown, tokenizer.Encode(Sentences[0], 100).Ids);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
