using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageSearch.Embeddings;
using ImageSearch.Tests.Architecture;

namespace ImageSearch.Tests.Embeddings;

/// <summary>Against tests/data/tokenizer/make.py, a plain reference with Python's tables of Unicode.</summary>
public sealed class WordPieceGoldenTests
{
    private const string Variable = "IMAGESEARCH_TEST_BERT_VOCABULARY";

    [Fact]
    public void Every_text_has_the_ids_of_the_reference() =>
        AssertEqualsReference("small", Repository.At("tests", "data", "tokenizer", "vocab.txt"));

    [Fact]
    public void Every_text_has_the_ids_of_the_reference_with_the_vocabulary_of_BERT()
    {
        string? vocabulary = FindBertVocabulary();
        Assert.SkipWhen(
            vocabulary is null, $"BERT's vocabulary is not kept here; name a copy in {Variable} to run this test.");

        AssertEqualsReference("bert-uncased", vocabulary!);
    }

    [Fact]
    public void Accents_are_stripped_letter_by_letter_as_in_the_reference()
    {
        (int First, int End)[] ranges =
        [
            (0, 0x870), (0x1E00, 0x2000), (0x3040, 0x3100), (0xAC00, 0xD7A4), (0xF900, 0xFB00), (0x1D100, 0x1D200),
        ];
        StringBuilder text = new();
        foreach (int c in ranges.SelectMany(r => Enumerable.Range(r.First, r.End - r.First)))
        {
            text.Append($"{c:X} ");
            Unaccented.Append(new Rune(c), text);
            text.Append('\n');
        }

        using JsonDocument golden = Read("small");
        Assert.Equal(
            golden.RootElement.GetProperty("unaccented").GetString(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    private static void AssertEqualsReference(string name, string vocabulary)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(vocabulary);
        using JsonDocument golden = Read(name);
        JsonElement cases = golden.RootElement.GetProperty("cases");
        Assert.InRange(cases.GetArrayLength(), 170, 1000);
        foreach (JsonElement item in cases.EnumerateArray())
        {
            string text = item.GetProperty("text").GetString()!;
            int[] expected = [.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            TokenizedText actual = tokenizer.Encode(text, 1000);
            Assert.True(
                expected.SequenceEqual(actual.Ids),
                $"{JsonSerializer.Serialize(text)}: expected {string.Join(' ', expected)}, "
                    + $"got {string.Join(' ', actual.Ids)}");
        }
    }

    private static JsonDocument Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Repository.At("tests", "data", "tokenizer", name + ".json")));

    private static string? FindBertVocabulary()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        for (DirectoryInfo? folder = new(Repository.Root); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "shared", "data", "vocab", "bert-base-uncased-vocab.txt");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
