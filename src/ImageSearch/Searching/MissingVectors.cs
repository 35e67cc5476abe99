using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>Says why a library cannot be searched with a model, and what to do.</summary>
internal static class MissingVectors
{
    /// <summary>The warning of an answer without hits.</summary>
    /// <param name="library">The library.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="hash">The version that is installed; null when that does not matter.</param>
    public static string Explain(Library library, string name, string? hash)
    {
        string command = $"imagesearch index FOLDER --model {name}";
        if (hash is not null && library.FindModel(hash) is { State: LibraryModelState.Building })
        {
            return $"The vectors of this version of the model '{name}' are not complete. "
                + $"Run the indexer to its end: {command}";
        }

        return library.FindActiveModel(name) is null
            ? $"The library has no vectors of the model '{name}'. Index with it: {command}"
            : OtherVersion(name);
    }

    /// <summary>The warning when another version is installed than that of the vectors.</summary>
    public static string OtherVersion(string name) =>
        $"The library's vectors come from another version of the model '{name}'. "
        + $"Index again: imagesearch index FOLDER --model {name}";

    /// <summary>A warning with that of the vectors, when they could not be kept in their file.</summary>
    public static string? Join(string? warning, IVectorStore store)
    {
        string? problem = (store as FlatStore)?.FileProblem;
        return warning is null || problem is null ? warning ?? problem : $"{warning} {problem}";
    }
}
