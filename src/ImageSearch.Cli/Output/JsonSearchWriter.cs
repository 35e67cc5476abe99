using ImageSearch.Searching;

namespace ImageSearch.Cli.Output;

/// <summary>One JSON document a query, on one line.</summary>
internal sealed class JsonSearchWriter(Terminal terminal) : ISearchWriter
{
    /// <inheritdoc/>
    public void Write(SearchAnswer answer) => terminal.WriteJson(
        new SearchJson(
            answer.Query,
            answer.Models.ToDictionary(
                model => model.Model,
                model => (IReadOnlyList<HitJson>)[.. model.Hits.Select(hit => new HitJson(hit.Path, hit.Similarity))]),
            ByModel(answer.Models, model => model.Warning),
            answer.HasPages ? ByModel(answer.Models, model => model.NextCursor) : null),
        JsonDocuments.Readable.SearchJson);

    private static Dictionary<string, string>? ByModel(IReadOnlyList<ModelHits> models, Func<ModelHits, string?> choose)
    {
        Dictionary<string, string> texts = models
            .Where(model => choose(model) is not null)
            .ToDictionary(model => model.Model, model => choose(model)!);
        return texts.Count > 0 ? texts : null;
    }
}
