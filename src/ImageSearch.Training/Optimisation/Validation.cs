using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Training.Data;
using ImageSearch.Training.Models;
using static TorchSharp.torch;

namespace ImageSearch.Training.Optimisation;

/// <summary>Measures text→image recall on the pictures of the <c>val</c> split, one data set at a time.</summary>
internal sealed class Validation(
    IReadOnlyList<TrainingItem> items, PictureCaches cache, WordPieceTokenizer tokenizer)
{
    /// <summary>Data sets with fewer pictures are measured but do not choose the checkpoint: too noisy.</summary>
    public const int FewestPictures = 500;

    private const int BatchSize = 64;

    /// <summary>Measures every data set.</summary>
    /// <returns>By data set; empty without validation pictures.</returns>
    public IReadOnlyDictionary<string, DirectionMetrics> Measure(DualEncoder model)
    {
        model.Weights.Training = false;
        using IDisposable frozen = no_grad();
        SortedDictionary<string, DirectionMetrics> results = new(StringComparer.Ordinal);
        IEnumerable<int> good = Enumerable.Range(0, items.Count).Where(cache.IsGood);
        foreach (IGrouping<string, int> set in good.GroupBy(i => items[i].Dataset))
        {
            int[] rows = [.. set];
            float[][] images = [.. rows.Chunk(BatchSize).SelectMany(chunk => Images(model, chunk))];
            (string Text, int Owner)[] captions =
                [.. rows.SelectMany((row, i) => items[row].Captions.Select(text => (text, i)))];
            float[][] texts = [.. captions.Chunk(BatchSize)
                .SelectMany(chunk => Texts(model, [.. chunk.Select(c => c.Text)]))];
            int[] owners = [.. captions.Select(c => c.Owner)];
            results[set.Key] = RetrievalMetrics.Compute(texts, images, owners).TextToImage;
        }

        return results;
    }

    /// <summary>The figure that chooses the checkpoint: the mean R@10 of the data sets that are large enough.</summary>
    public static double Score(IReadOnlyDictionary<string, DirectionMetrics> results)
    {
        double[] large = [.. results.Values.Where(r => r.Candidates >= FewestPictures).Select(r => r.RecallAt10)];
        double[] used = large.Length > 0 ? large : [.. results.Values.Select(r => r.RecallAt10)];
        return used.Length > 0 ? used.Average() : 0;
    }

    private float[][] Images(DualEncoder model, int[] rows)
    {
        using var scope = NewDisposeScope();
        int size = model.Shape.Vision.ImageSize;
        float[] pixels = new float[rows.Length * size * size * 3];
        byte[] source = new byte[cache.Side * cache.Side * 3];
        for (int i = 0; i < rows.Length; i++)
        {
            cache.ReadPixels(rows[i], source);
            Augmentation.WholeView(source, cache.Side, size, pixels.AsSpan(i * size * size * 3, size * size * 3));
        }

        return Rows(model.EncodeImages(tensor(pixels, [rows.Length, size, size, 3]).permute(0, 3, 1, 2)));
    }

    private float[][] Texts(DualEncoder model, string[] texts)
    {
        using var scope = NewDisposeScope();
        TokenizedText[] tokenized =
            [.. texts.Select(text => tokenizer.Encode(text, model.Shape.Text.ContextLength))];
        (long[] ids, long[] mask) = BatchLoader.Pad(tokenized, tokenizer.PaddingId);
        long[] shape = [texts.Length, ids.Length / texts.Length];
        return Rows(model.EncodeTexts(tensor(ids, shape), tensor(mask, shape)));
    }

    private static float[][] Rows(Tensor matrix)
    {
        int width = (int)matrix.shape[1];
        return [.. matrix.contiguous().data<float>().ToArray().Chunk(width)];
    }
}
