using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Cli;

/// <summary>Which models a command uses.</summary>
internal static class ModelSelection
{
    /// <summary>The models of the given names, each once, in the order given.</summary>
    /// <param name="catalog">Where they are looked up.</param>
    /// <param name="names">From the command line; none for the default: the shipped models, or all if none is.</param>
    /// <exception cref="UsageException">A name is not known, or there is no model at all.</exception>
    /// <exception cref="ModelException">The manifest of a model that is meant cannot be used.</exception>
    public static IReadOnlyList<ModelEntry> Find(ModelCatalog catalog, IReadOnlyCollection<string>? names)
    {
        IReadOnlyList<ModelEntry> all = catalog.List();
        if (names is null or { Count: 0 })
        {
            List<ModelEntry> shipped = [.. all.Where(model => model.Shipped)];
            return (shipped.Count, all.Count) switch
            {
                ( > 0, _) => shipped,
                (_, > 0) => all,
                _ when catalog.ListBroken() is [ModelException broken, ..] => throw broken,
                _ => throw new UsageException(
                    "There is no model. Set IMAGESEARCH__MODELS__PATH to a folder that holds model folders."),
            };
        }

        return [.. names.Distinct().Select(name =>
            all.FirstOrDefault(model => model.Name == name) ?? throw Explain(catalog, all, name))];
    }

    /// <summary>The models to search with: those named, or those whose vectors the library has.</summary>
    /// <exception cref="UsageException">A name is not known, or the library knows no model that is here.</exception>
    public static IReadOnlyList<ModelEntry> FindIn(
        Library library, ModelCatalog catalog, IReadOnlyCollection<string> names)
    {
        if (names.Count > 0)
        {
            return Find(catalog, names);
        }

        HashSet<string> indexed = [.. library.Models.Select(model => model.Name)];
        List<ModelEntry> usable = [.. catalog.List().Where(model => indexed.Contains(model.Name))];
        return usable.Count > 0
            ? usable
            : throw new UsageException(
                indexed.Count == 0
                    ? "The library is empty. Fill it: imagesearch index DIR"
                    : $"The library was indexed with {string.Join(", ", indexed)}, and none of these models is here. "
                        + "Set IMAGESEARCH__MODELS__PATH to their folder, or index again with a model that is.");
    }

    private static Exception Explain(ModelCatalog catalog, IReadOnlyList<ModelEntry> all, string name)
    {
        // A broken model goes by its name, or by its folder where even the name could not be read.
        ModelException? broken = catalog.ListBroken().FirstOrDefault(e =>
            e.Model == name || e.Model.EndsWith(Path.DirectorySeparatorChar + name, StringComparison.Ordinal));
        string known = all.Count == 0 ? "none" : string.Join(", ", all.Select(model => model.Name));
        return (Exception?)broken ?? new UsageException(
            $"There is no model '{name}'. Known models: {known}. IMAGESEARCH__MODELS__PATH is the folder of your own.");
    }
}
