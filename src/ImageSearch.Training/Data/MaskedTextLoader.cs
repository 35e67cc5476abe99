using ImageSearch.Embeddings;

namespace ImageSearch.Training.Data;

/// <summary>Sentences without pictures, with some words masked (Devlin et al. 2019, section 3.1): of 15 % of the word
/// pieces, 80 % become [MASK], 10 % another piece and 10 % stay. A batch is a function of seed and step.</summary>
internal sealed class MaskedTextLoader
{
    private const double MaskedShare = 0.15;
    private readonly string[] _sentences;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly LoaderOptions _options;
    private readonly int _maskId;

    /// <summary>Reads the sentences.</summary>
    /// <param name="file">One sentence a line, plain or <c>.gz</c>.</param>
    /// <param name="vocabularyFile">The WordPiece vocabulary.</param>
    /// <param name="options">Batch size, context length and seed.</param>
    /// <exception cref="InvalidDataException">There is no sentence, or no [MASK] in the vocabulary.</exception>
    public MaskedTextLoader(string file, string vocabularyFile, LoaderOptions options)
    {
        _sentences = [.. TextLines.Read(file).Where(line => !string.IsNullOrWhiteSpace(line))];
        _tokenizer = WordPieceTokenizer.Load(vocabularyFile);
        _options = options;
        _maskId = File.ReadLines(vocabularyFile).TakeWhile(piece => piece != "[MASK]").Count();
        if (_sentences.Length == 0 || _maskId == _tokenizer.VocabularySize)
        {
            throw new InvalidDataException($"'{file}' has no sentence, or '{vocabularyFile}' no [MASK].");
        }
    }

    /// <summary>The batch of a step.</summary>
    public MaskedBatch Load(int step)
    {
        Random random = new(unchecked((_options.Seed * 9_176_263) ^ (step * 31_337)));
        TokenizedText[] texts = [.. Enumerable.Range(0, _options.BatchSize).Select(_ => _tokenizer.Encode(
            _sentences[random.Next(_sentences.Length)], _options.ContextLength))];
        (long[] ids, long[] mask) = BatchLoader.Pad(texts, _tokenizer.PaddingId);
        int tokens = ids.Length / texts.Length;
        List<long> positions = [], targets = [];
        for (int i = 0; i < texts.Length; i++)
        {
            // The first and the last token are [CLS] and [SEP]; at least one piece of each sentence is masked.
            int inner = texts[i].Ids.Length - 2;
            int forced = inner > 0 ? random.Next(inner) : -1;
            for (int t = 0; t < inner; t++)
            {
                if (t == forced || random.NextDouble() < MaskedShare)
                {
                    int at = (i * tokens) + t + 1;
                    positions.Add(at);
                    targets.Add(ids[at]);
                    double kind = random.NextDouble();
                    ids[at] = kind < 0.8 ? _maskId : kind < 0.9 ? random.Next(_tokenizer.VocabularySize) : ids[at];
                }
            }
        }

        return new MaskedBatch(texts.Length, ids, mask, [.. positions], [.. targets]);
    }
}

/// <summary>Sentences with masked pieces.</summary>
/// <param name="Size">Number of sentences B.</param>
/// <param name="Ids">Token ids after masking, shape [B, T].</param>
/// <param name="Mask">1 for tokens, 0 for padding, shape [B, T].</param>
/// <param name="Positions">Where the masked pieces are, as indices into [B·T], shape [M].</param>
/// <param name="Targets">What stood there, shape [M].</param>
internal sealed record MaskedBatch(int Size, long[] Ids, long[] Mask, long[] Positions, long[] Targets);
