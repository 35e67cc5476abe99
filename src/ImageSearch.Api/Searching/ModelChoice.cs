using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Api.Searching;

/// <summary>Which models a query is put to.</summary>
internal sealed class ModelChoice(SharedSearcher searcher, ModelCatalog catalog, Library library)
{
    private static readonly string[] Shipped = ["resnet", "vit"];

    /// <summary>The models that are asked when none are named: those that are indexed and installed, the shipped ones
    /// first, then by name. One that is broken is among them, and says so in its answer.</summary>
    public IReadOnlyList<string> FindDefault()
    {
        IReadOnlyList<ServedModel> served = searcher.Models;
        // The folders are looked at only while a model does not answer.
        HashSet<string> installed = served.All(m => m.IsReady) ? [] : InstalledNames();
        return Sort(served.Where(m => m.IsReady || installed.Contains(m.Name)).Select(m => m.Name));
    }

    /// <summary>Puts names in the order in which models are shown.</summary>
    public static IReadOnlyList<string> Sort(IEnumerable<string> names) =>
        [.. names.Distinct()
            .OrderBy(name => Array.IndexOf(Shipped, name) is >= 0 and int place ? place : Shipped.Length)
            .ThenBy(name => name, StringComparer.Ordinal)];

    /// <summary>The models of a request.</summary>
    /// <param name="names">What the client named; null or empty is <see cref="FindDefault"/>.</param>
    /// <param name="unknown">Those of the names that are neither installed nor indexed.</param>
    /// <returns>Each model once, in the order named.</returns>
    public IReadOnlyList<string> Resolve(IReadOnlyList<string>? names, out IReadOnlyList<string> unknown)
    {
        unknown = [];
        if (names is null or { Count: 0 })
        {
            return FindDefault();
        }

        HashSet<string> served = [.. searcher.Models.Select(m => m.Name)];
        if (!names.All(served.Contains))
        {
            HashSet<string> known = [.. served, .. InstalledNames(), .. library.Models.Select(m => m.Name)];
            unknown = [.. names.Where(name => !known.Contains(name)).Distinct()];
        }

        return [.. names.Distinct()];
    }

    private HashSet<string> InstalledNames() =>
        [.. catalog.List().Select(m => m.Name), .. catalog.ListBroken().Select(BrokenModel.NameOf)];
}
