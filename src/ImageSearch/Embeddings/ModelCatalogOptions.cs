namespace ImageSearch.Embeddings;

/// <summary>Where models are.</summary>
public sealed class ModelCatalogOptions
{
    /// <summary>
    /// Folder of imported and trained models. <c>IMAGESEARCH__MODELS__PATH</c>; default none, so that only the shipped
    /// models are known. It need not exist.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>Folder of the shipped models, beside the program.</summary>
    internal string ShippedPath { get; set; } = System.IO.Path.Combine(AppContext.BaseDirectory, "models");
}
