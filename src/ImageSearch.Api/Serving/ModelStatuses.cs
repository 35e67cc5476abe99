using ImageSearch.Api.Searching;
using ImageSearch.Client;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Searching;

namespace ImageSearch.Api.Serving;

/// <summary>Says of every model that is installed or indexed whether it answers, and if not, why.</summary>
internal sealed class ModelStatuses(SharedSearcher searcher, ModelCatalog catalog, Library library)
{
    /// <summary>All models, the shipped ones first, then by name.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public IReadOnlyList<ModelStatus> List()
    {
        Dictionary<string, ModelEntry> installed = catalog.List().ToDictionary(m => m.Name);
        HashSet<string> broken = [.. catalog.ListBroken().Select(BrokenModel.NameOf)];
        Dictionary<string, ServedModel> served = searcher.Models.ToDictionary(m => m.Name);
        ILookup<string, LibraryModel> indexed = library.Models
            .Where(m => m.State != LibraryModelState.Retired).ToLookup(m => m.Name);
        return [.. ModelChoice.Sort([.. installed.Keys, .. broken, .. served.Keys, .. indexed.Select(m => m.Key)])
            .Select(name => Describe(
                name, installed.GetValueOrDefault(name), broken.Contains(name), served.GetValueOrDefault(name),
                [.. indexed[name]]))];
    }

    private ModelStatus Describe(
        string name, ModelEntry? installed, bool isBroken, ServedModel? served, LibraryModel[] indexed)
    {
        (string state, string? problem) = Judge(name, installed, isBroken, served, indexed);
        return new ModelStatus(
            name,
            state,
            served?.Dimension ?? installed?.Manifest.Dimension ?? indexed.FirstOrDefault()?.Dimension,
            served is { IsReady: true } ? served.Vectors : null,
            Describe(installed),
            installed?.Manifest.Licence,
            problem);
    }

    private (string State, string? Problem) Judge(
        string name, ModelEntry? installed, bool isBroken, ServedModel? served, LibraryModel[] indexed)
    {
        if (served is { IsReady: true })
        {
            bool isBuilding = indexed.Any(m => m.State == LibraryModelState.Building);
            return (isBuilding ? "building" : "ready", ModelFailure.WithoutPaths(served.Warning));
        }

        if (served is { IsLoading: true })
        {
            return ("building", served.Warning);
        }

        if (isBroken)
        {
            return ("broken", ModelFailure.Broken(name));
        }

        if (installed is null)
        {
            return ("missing", $"The library has vectors of the model '{name}', but it is not installed. Put its "
                + "folder where IMAGESEARCH__MODELS__PATH says, or index with another model.");
        }

        return served is null || IsAnotherVersion(name, served.Hash)
            ? ("notIndexed", served?.Warning is { } warning
                ? ModelFailure.WithoutPaths(warning)
                : $"The library has no vectors of the model '{name}'. Index with it, and it answers.")
            : ("broken", ModelFailure.Unusable(name));
    }

    private bool IsAnotherVersion(string name, string hash)
    {
        try
        {
            // Reads the manifest alone.
            using IEmbedder model = catalog.Open(name);
            return model.ModelHash != hash;
        }
        catch (ModelException)
        {
            // It became unusable in this moment; the next call finds it among the broken ones.
            return false;
        }
    }

    private static string? Describe(ModelEntry? installed) => installed is null
        ? null
        : $"Version {installed.Manifest.Revision}. Trained on: {installed.Manifest.TrainingData}";
}
