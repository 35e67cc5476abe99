using System.Globalization;
using System.Numerics.Tensors;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Searching;

/// <summary>Turns queries into unit vectors of a model's space.</summary>
internal sealed class QueryEncoder(ImageDecoder decoder)
{
    // Two vectors that mean the same differ by float32 rounding at least; what is shorter than this is nothing else.
    private const float ShortestDifference = 1e-3f;

    /// <summary>Encodes queries; all their words go to the model in one go, and the same words once.</summary>
    /// <returns>One result a query, in order.</returns>
    /// <exception cref="ImageDecodeException">A query's picture cannot be decoded.</exception>
    /// <exception cref="SearchException">Nothing is left without <see cref="SearchQuery.Not"/>.</exception>
    public async Task<EncodedQuery[]> EncodeAsync(
        IEmbedder embedder, IReadOnlyList<SearchQuery> queries, CancellationToken cancellationToken)
    {
        string[] sentences = [.. queries.SelectMany(q => new[] { q.Text, q.Not }).OfType<string>().Distinct()];
        TextEmbedding[] embedded = sentences.Length == 0
            ? []
            : await embedder.EmbedTextsAsync(sentences, cancellationToken).ConfigureAwait(false);
        Dictionary<string, TextEmbedding> texts = sentences.Zip(embedded).ToDictionary(p => p.First, p => p.Second);

        EncodedQuery[] encoded = new EncodedQuery[queries.Count];
        for (int q = 0; q < encoded.Length; q++)
        {
            SearchQuery query = queries[q];
            TextEmbedding? text = query.Text is null ? null : texts[query.Text];
            TextEmbedding? not = query.Not is null ? null : texts[query.Not];
            float[] vector = text?.Vector
                ?? await EncodeImageAsync(embedder, query, cancellationToken).ConfigureAwait(false);
            encoded[q] = new EncodedQuery(
                not is null ? vector : Subtract(vector, not.Vector, (float)query.NotWeight),
                CutWarning("The query", text, embedder) ?? CutWarning("What is to be left out", not, embedder));
        }

        return encoded;
    }

    /// <summary><c>unit(query − weight · not)</c> of two unit vectors.</summary>
    internal static float[] Subtract(float[] query, float[] not, float weight)
    {
        float[] difference = new float[query.Length];
        TensorPrimitives.MultiplyAdd(not, -weight, query, difference);
        float length = TensorPrimitives.Norm(difference);
        if (length < ShortestDifference)
        {
            throw new SearchException(
                "To the model the query and the words to leave out mean the same, so that nothing is left. "
                + "Use other words, or a smaller weight.");
        }

        TensorPrimitives.Divide(difference, length, difference);
        return difference;
    }

    private async Task<float[]> EncodeImageAsync(
        IEmbedder embedder, SearchQuery query, CancellationToken cancellationToken)
    {
        PixelImage image = decoder.Decode(query.Image!, query.ImageName ?? "query", embedder.MinimumSide);
        float[][] vectors = await embedder.EmbedImagesAsync([image], cancellationToken).ConfigureAwait(false);
        return vectors[0];
    }

    private static string? CutWarning(string what, TextEmbedding? text, IEmbedder embedder) =>
        text is not { WasCut: true }
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what} has {text.TokenCount:N0} tokens, more than the model '{embedder.Model}' reads; ")
                + "its end was ignored.";
}
