namespace ImageSearch.Embeddings;

/// <summary>A model that a <see cref="ModelCatalog"/> knows.</summary>
/// <param name="Name">Its name, as in the manifest.</param>
/// <param name="Folder">The folder with <c>model.json</c>.</param>
/// <param name="Manifest">What <c>model.json</c> says.</param>
/// <param name="Shipped">True when it came with the program.</param>
public sealed record ModelEntry(string Name, string Folder, ModelManifest Manifest, bool Shipped);
