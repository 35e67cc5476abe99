using System.Globalization;
using System.Numerics.Tensors;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>Turns queries into unit vectors of a model's space.</summary>
internal sealed class QueryEncoder(Library library, ImageDecoder decoder)
{
    // Two vectors that mean the same differ by float32 rounding at least; what is shorter than this is nothing else.
    private const float ShortestDifference = 1e-3f;

    /// <summary>Finds the vector of the picture that a query names; nothing for a query of words.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="store">Its vectors.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Checked between model calls.</param>
    /// <exception cref="ImageDecodeException">The query's picture cannot be decoded.</exception>
    /// <exception cref="SearchException">The library has no such picture.</exception>
    public async Task<QuerySubject> FindSubjectAsync(
        IEmbedder embedder, IVectorStore store, SearchQuery query, CancellationToken cancellationToken)
    {
        if (query.Image is not null)
        {
            PixelImage image = decoder.Decode(query.Image, query.ImageName ?? "query", embedder.MinimumSide);
            float[][] vectors = await embedder.EmbedImagesAsync([image], cancellationToken).ConfigureAwait(false);
            return new QuerySubject(vectors[0], null);
        }

        return query.SimilarTo is not { } id ? QuerySubject.Words : FindStored(embedder, store, id);
    }

    /// <summary>Encodes queries; all their words go to the model in one go, and the same words once.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="subjects">What <see cref="FindSubjectAsync"/> found for each.</param>
    /// <param name="cancellationToken">Checked between model calls.</param>
    /// <returns>One result a query, in order.</returns>
    public static async Task<EncodedQuery[]> EncodeAsync(
        IEmbedder embedder,
        IReadOnlyList<SearchQuery> queries,
        IReadOnlyList<QuerySubject> subjects,
        CancellationToken cancellationToken)
    {
        string[] sentences = [.. queries.SelectMany(q => new[] { q.Text, q.Not }).OfType<string>().Distinct()];
        TextEmbedding[] embedded = sentences.Length == 0
            ? []
            : await embedder.EmbedTextsAsync(sentences, cancellationToken).ConfigureAwait(false);
        Dictionary<string, TextEmbedding> texts = sentences.Zip(embedded).ToDictionary(p => p.First, p => p.Second);
        return [.. queries.Select((query, q) => Encode(embedder, query, subjects[q], texts))];
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

    private static EncodedQuery Encode(
        IEmbedder embedder, SearchQuery query, QuerySubject subject, Dictionary<string, TextEmbedding> texts)
    {
        TextEmbedding? text = query.Text is null ? null : texts[query.Text];
        TextEmbedding? not = query.Not is null ? null : texts[query.Not];
        string? warning = subject.Warning ?? CutWarning("The query", text, embedder)
            ?? CutWarning("What is to be left out", not, embedder);
        float[]? vector = text?.Vector ?? subject.Vector;
        if (vector is null || not is null)
        {
            return new EncodedQuery(vector, warning);
        }

        try
        {
            return new EncodedQuery(Subtract(vector, not.Vector, (float)query.NotWeight), warning);
        }
        catch (SearchException e)
        {
            // It is this query's own; the others of its batch have their answers.
            return new EncodedQuery(null, null) { Error = e };
        }
    }

    private QuerySubject FindStored(IEmbedder embedder, IVectorStore store, long id)
    {
        if (library.GetItem(id) is null)
        {
            throw new SearchException(string.Create(
                CultureInfo.InvariantCulture,
                $"The library has no picture with the id {id}. It may have been removed; search again for it."));
        }

        // The open vectors first: they stay those of this model when another version takes its place meanwhile.
        float[]? vector = (store as FlatStore)?.FindVector(id) ?? library.GetVector(embedder.ModelHash, id);
        return new QuerySubject(vector, vector is not null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"The model '{embedder.Model}' has no vector of the picture with the id {id}. ")
            + $"Index again: imagesearch index FOLDER --model {embedder.Model}");
    }

    private static string? CutWarning(string what, TextEmbedding? text, IEmbedder embedder) =>
        text is not { WasCut: true }
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what} has {text.TokenCount:N0} tokens, more than the model '{embedder.Model}' reads; ")
                + "its end was ignored.";
}
