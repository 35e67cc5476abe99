using ImageSearch.Embeddings;

namespace ImageSearch.Api.Searching;

/// <summary>A model folder whose manifest cannot be used.</summary>
internal static class BrokenModel
{
    /// <summary>The model's name: what the catalogue calls it, or the last part of its folder.</summary>
    public static string NameOf(ModelException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Path.IsPathRooted(error.Model)
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(error.Model))
            : error.Model;
    }
}
