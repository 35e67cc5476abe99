using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace ImageSearch.Embeddings;

/// <summary>The models on this machine, by name: shipped beside the program, or in a folder of one's own.</summary>
/// <remarks>
/// A model <c>resnet</c> is the folder <c>resnet</c>; a hub model <c>owner/name</c> is the folder <c>owner/name</c>.
/// Where both places hold a name, one's own model is meant. Folders are read at each call, so new models are found
/// without a restart.
/// </remarks>
public sealed partial class ModelCatalog
{
    private readonly (string Path, bool Shipped)[] _places;

    /// <summary>Creates the catalogue; nothing is read yet.</summary>
    public ModelCatalog(ModelCatalogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _places = string.IsNullOrWhiteSpace(options.Path)
            ? [(options.ShippedPath, true)]
            : [(options.Path, false), (options.ShippedPath, true)];
    }

    /// <summary>All models whose manifest can be read.</summary>
    /// <returns>By name; empty when there is none.</returns>
    public IReadOnlyList<ModelEntry> List() => ReadAll().Select(r => r.Entry).OfType<ModelEntry>().ToArray();

    /// <summary>Folders that hold a <c>model.json</c> which cannot be used, and why.</summary>
    /// <returns>By name; empty when all is well.</returns>
    public IReadOnlyList<ModelException> ListBroken() =>
        ReadAll().Select(r => r.Problem).OfType<ModelException>().ToArray();

    /// <summary>Finds a model.</summary>
    /// <param name="name">Its exact name.</param>
    /// <exception cref="ModelException">
    /// There is none of that name (the message lists the known ones), or its manifest is wrong.
    /// </exception>
    public ModelEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (IsName(name))
        {
            foreach ((string path, bool shipped) in _places)
            {
                string folder = Path.Combine(path, name);
                if (File.Exists(Path.Combine(folder, ModelManifest.FileName)))
                {
                    return Read(name, folder, shipped);
                }
            }
        }

        string known = string.Join(", ", List().Select(m => m.Name));
        throw new ModelException(
            name, $"There is no model '{name}'. Known models: {(known.Length == 0 ? "none" : known)}. Set "
                + "IMAGESEARCH__MODELS__PATH to the folder that holds it, or train one with imagesearch-train.");
    }

    /// <summary>Opens a model; its towers are loaded when they are first used.</summary>
    /// <param name="name">Its exact name.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="loggerFactory">Makes the embedder's logger.</param>
    /// <exception cref="ModelException">As <see cref="Find"/>.</exception>
    public IEmbedder Open(string name, OnnxOptions? options = null, ILoggerFactory? loggerFactory = null) =>
        new OnnxEmbedder(Find(name).Folder, options, loggerFactory?.CreateLogger<OnnxEmbedder>());

    /// <summary>Hashes all files of a model again.</summary>
    /// <returns>One sentence a problem; empty when the model is as it was made.</returns>
#pragma warning disable CA1822 // All that one asks a catalogue is asked of the object.
    public IReadOnlyList<string> Verify(ModelEntry model)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelManifest manifest = model.Manifest;
        List<string> problems = [];
        string[] needed = [manifest.Image.File, manifest.Text.File, manifest.Tokenizer.Vocabulary];
        foreach (string file in needed.Where(f => !manifest.Files.ContainsKey(f)))
        {
            problems.Add($"{ModelManifest.FileName} lists no SHA-256 for '{file}'.");
        }

        foreach (string file in manifest.Files.Keys.Order(StringComparer.Ordinal))
        {
            if (ModelFiles.FindProblem(model.Folder, manifest, file) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    private SortedDictionary<string, (ModelEntry? Entry, ModelException? Problem)>.ValueCollection ReadAll()
    {
        SortedDictionary<string, (ModelEntry?, ModelException?)> models = new(StringComparer.Ordinal);
        foreach ((string path, bool shipped) in _places.Where(p => Directory.Exists(p.Path)))
        {
            foreach (string folder in FindFolders(path))
            {
                string name = Path.GetRelativePath(path, folder).Replace(Path.DirectorySeparatorChar, '/');
                if (IsName(name) && !models.ContainsKey(name))
                {
                    models.Add(name, TryRead(name, folder, shipped));
                }
            }
        }

        return models.Values;
    }

    private static IEnumerable<string> FindFolders(string path) =>
        Directory.EnumerateDirectories(path)
            .SelectMany(d => HasManifest(d) ? [d] : Directory.EnumerateDirectories(d).Where(HasManifest));

    private static bool HasManifest(string folder) => File.Exists(Path.Combine(folder, ModelManifest.FileName));

    private static (ModelEntry?, ModelException?) TryRead(string name, string folder, bool shipped)
    {
        try
        {
            return (Read(name, folder, shipped), null);
        }
        catch (ModelException e)
        {
            return (null, e);
        }
    }

    private static ModelEntry Read(string name, string folder, bool shipped)
    {
        ModelManifest manifest = ModelManifest.Load(folder);
        manifest.Check(folder);
        return manifest.Name == name
            ? new ModelEntry(name, folder, manifest, shipped)
            : throw new ModelException(
                name, $"The folder '{folder}' holds a model that calls itself '{manifest.Name}'. Rename the "
                    + $"folder, or the name in {ModelManifest.FileName}.");
    }

    private static bool IsName(string name) => NamePattern().IsMatch(name);

    // Letters, digits and a few marks, never a dot first: no name can lead out of the folders.
    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)?\z")]
    private static partial Regex NamePattern();
}
