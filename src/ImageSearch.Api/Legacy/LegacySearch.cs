using ImageSearch.Api.Searching;
using ImageSearch.Client;
using ImageSearch.Searching;

namespace ImageSearch.Api.Legacy;

/// <summary>Answers as the original does: with the models <c>resnet</c> and <c>vit</c>.</summary>
internal sealed class LegacySearch(ModelChoice choice, QueryAnswerer answerer, LegacyPictures pictures)
{
    private const string Resnet = "resnet";
    private const string Vit = "vit";

    /// <summary>Answers a request that was checked.</summary>
    /// <param name="request">What the client sent.</param>
    /// <param name="addressOf">The address of an item's picture.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="SearchOverloadException">Too many queries wait already.</exception>
    public async Task<LegacyAnswer> AnswerAsync(
        LegacySearchRequest request, Func<long, string> addressOf, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> models = choice.FindDefault();
        SearchQuery query = new() { Text = request.Query, Count = request.TopK };
        IReadOnlyList<ModelResult> results = await answerer.AnswerAsync(
            query, [.. models.Where(m => m is Resnet or Vit)], cancellationToken);
        long[] ids = [.. results.SelectMany(r => r.Hits).Select(h => h.Id).Distinct()];
        IReadOnlyDictionary<long, string> images = request.Images == "url"
            ? ids.ToDictionary(id => id, addressOf)
            : await pictures.EncodeAsync(ids, cancellationToken);
        return new LegacyAnswer(
            Hits(results, Resnet, images), Hits(results, Vit, images), Message(results, ids.Length - images.Count));
    }

    private static LegacyHit[] Hits(
        IReadOnlyList<ModelResult> results, string model, IReadOnlyDictionary<long, string> images) =>
        [.. results.Where(r => r.Model == model).SelectMany(r => r.Hits)
            .Select(h => new LegacyHit(images.GetValueOrDefault(h.Id, ""), h.Path, h.Similarity))];

    private static string Message(IReadOnlyList<ModelResult> results, int unreadable)
    {
        List<string> sentences = [];
        foreach (string model in new[] { Resnet, Vit })
        {
            ModelResult? result = results.FirstOrDefault(r => r.Model == model);
            string? sentence = result is null
                ? $"The model '{model}' does not answer: it is not installed, or the library has no vectors of it."
                : result.Error ?? (result.Hits.Count == 0 ? result.Warning : null);
            if (sentence is not null && !sentences.Contains(sentence))
            {
                sentences.Add(sentence);
            }
        }

        if (unreadable > 0)
        {
            sentences.Add(FormattableString.Invariant($"Pictures that cannot be shown: {unreadable}; their files are ")
                + "gone, damaged or too large.");
        }

        return string.Join(' ', sentences);
    }
}
