using ImageSearch.Api.Serving;
using ImageSearch.Client;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Jobs;

/// <summary>Finds what a request for an index job means: sources and models that exist.</summary>
internal sealed class IndexJobRequests(Library library, ModelCatalog catalog, PictureSources sources)
{
    /// <summary>The sources to read: the one that is named, or all.</summary>
    /// <returns>Empty when there is none.</returns>
    public IReadOnlyList<PictureSource> FindSources(IndexJobRequest request) =>
        [.. sources.List(library.Roots).Where(s => request.Source is null || s.Name == request.Source)];

    /// <summary>The models to use: those that are named, or those that the library has, or the shipped ones.</summary>
    /// <param name="request">The request.</param>
    /// <param name="unknown">A name that no installed model has.</param>
    /// <returns>Each once; empty when no model is installed.</returns>
    public IReadOnlyList<string> FindModels(IndexJobRequest request, out string? unknown)
    {
        unknown = null;
        IReadOnlyList<ModelEntry> installed = catalog.List();
        if (request.Models is { Count: > 0 } names)
        {
            unknown = names.FirstOrDefault(name => installed.All(m => m.Name != name)) ?? (
                names.Contains(null!) ? "" : null);
            return [.. names.Distinct()];
        }

        HashSet<string> indexed = [.. library.Models.Select(m => m.Name)];
        return Choose(installed, m => indexed.Contains(m.Name)) ?? Choose(installed, m => m.Shipped)
            ?? [.. installed.Select(m => m.Name)];
    }

    private static string[]? Choose(IReadOnlyList<ModelEntry> installed, Func<ModelEntry, bool> isMeant) =>
        installed.Where(isMeant).Select(m => m.Name).ToArray() is { Length: > 0 } chosen ? chosen : null;
}
