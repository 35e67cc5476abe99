using ImageSearch.Embeddings;

namespace ImageSearch.Training.Data;

/// <summary>Makes the batches of a run. Each is a function of the seed and its step alone, so that a resumed run sees
/// the same ones.</summary>
internal sealed class BatchLoader
{
    private readonly IReadOnlyList<TrainingItem> _items;
    private readonly int[] _rows;
    private readonly PictureCaches _cache;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly LoaderOptions _options;
    private int[] _order = [];
    private int _orderEpoch = -1;

    /// <summary>Prepares the loader; pictures that could not be decoded are left out.</summary>
    /// <param name="items">The pictures; the caches are in their order.</param>
    /// <param name="cache">Their pixels.</param>
    /// <param name="tokenizer">Splits captions.</param>
    /// <param name="options">Sizes and seed.</param>
    public BatchLoader(
        IReadOnlyList<TrainingItem> items, PictureCaches cache, WordPieceTokenizer tokenizer, LoaderOptions options)
    {
        _items = items;
        _cache = cache;
        _tokenizer = tokenizer;
        _options = options;
        _rows = [.. Enumerable.Range(0, items.Count).Where(cache.IsGood)];
        StepsPerEpoch = Order(0).Length / options.BatchSize;
    }

    /// <summary>Steps until every picture was used once, as far as its share asks; an incomplete batch is
    /// dropped.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Number of pictures that could be decoded.</summary>
    public int PictureCount => _rows.Length;

    /// <summary>The batch of a step, counted from 0.</summary>
    public Batch Load(int step)
    {
        int epoch = step / StepsPerEpoch;
        if (epoch != _orderEpoch)
        {
            _order = Order(epoch);
            _orderEpoch = epoch;
        }

        int start = step % StepsPerEpoch * _options.BatchSize;
        return Make(_order.AsSpan(start, _options.BatchSize).ToArray(), new Random(HashCode(_options.Seed, step)));
    }

    // Which pictures an epoch uses, shuffled. An item with share 0.3 takes part with that chance.
    private int[] Order(int epoch)
    {
        Random random = new(HashCode(_options.Seed, -1 - epoch));
        int[] order = [.. _rows.Where(i => _items[i].Share >= 1 || random.NextDouble() < _items[i].Share)];
        random.Shuffle(order);
        // The number taken must not differ between epochs, or a step would not tell its epoch.
        int count = (int)_rows.Sum(i => _items[i].Share);
        return order.Length == 0 ? [] : [.. Enumerable.Range(0, count).Select(i => order[i % order.Length])];
    }

    private Batch Make(int[] rows, Random random)
    {
        int size = _options.ImageSize, width = _options.FeatureWidth;
        float[] pixels = new float[rows.Length * size * size * 3];
        float[] features = new float[rows.Length * width];
        TokenizedText[] texts = new TokenizedText[rows.Length];
        byte[] source = new byte[_cache.Side * _cache.Side * 3];
        for (int i = 0; i < rows.Length; i++)
        {
            TrainingItem item = _items[rows[i]];
            string caption = item.Captions[random.Next(item.Captions.Count)];
            texts[i] = _tokenizer.Encode(caption, _options.ContextLength);
            _cache.ReadPixels(rows[i], source);
            Span<float> view = pixels.AsSpan(i * size * size * 3, size * size * 3);
            Augmentation.RandomView(source, _cache.Side, size, !SaysSide(caption), random, view);
            if (width > 0)
            {
                _cache.ReadFeatures(rows[i], features, i * width);
            }
        }

        (long[] ids, long[] mask) = Pad(texts, _tokenizer.PaddingId);
        return new Batch(rows.Length, pixels, features, ids, mask, [.. rows.Select(r => (long)_items[r].Group)]);
    }

    /// <summary>Token ids and mask of sentences, each [B, T] with T the longest of them.</summary>
    public static (long[] Ids, long[] Mask) Pad(IReadOnlyList<TokenizedText> texts, int paddingId)
    {
        int longest = texts.Max(t => t.Ids.Length);
        long[] ids = new long[texts.Count * longest];
        long[] mask = new long[ids.Length];
        Array.Fill(ids, paddingId);
        for (int i = 0; i < texts.Count; i++)
        {
            for (int t = 0; t < texts[i].Ids.Length; t++)
            {
                ids[(i * longest) + t] = texts[i].Ids[t];
                mask[(i * longest) + t] = 1;
            }
        }

        return (ids, mask);
    }

    private static bool SaysSide(string caption) =>
        WordPieceTokenizer.SplitWords(caption).Any(word => word is "left" or "right");

    // HashCode.Combine differs between processes; this does not.
    private static int HashCode(int seed, int step) => unchecked((seed * 1_000_003) ^ (step * 7_919) ^ (step >> 11));
}

/// <summary>Sizes and seed of a <see cref="BatchLoader"/>.</summary>
internal sealed record LoaderOptions(int BatchSize, int ImageSize, int ContextLength, int FeatureWidth, int Seed);
