using System.Text.Json.Serialization;

namespace ImageSearch.Client;

/// <summary>What the library has.</summary>
/// <param name="Indexed">Pictures that can be found.</param>
/// <param name="Skipped">Pictures that could not be read or decoded.</param>
/// <param name="Sources">The sources that index jobs may read.</param>
/// <param name="Models">The models, by name.</param>
public sealed record LibraryStatus(
    long Indexed,
    long Skipped,
    [property: JsonRequired] IReadOnlyList<Source> Sources,
    [property: JsonRequired] IReadOnlyList<ModelStatus> Models);

/// <summary>A place that pictures come from.</summary>
/// <param name="Name">Names it in index jobs: the last part of its address, with a number where two are alike.</param>
/// <param name="IsIndexed">False when nothing of it was indexed yet.</param>
public sealed record Source(string Name, bool IsIndexed);

/// <summary>A model that is installed, indexed, or both.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>ready</c> when it answers queries; <c>building</c> while a new version is embedded beside
/// the old, which answers meanwhile, and while one is loaded for the first time; <c>notIndexed</c> when the library has
/// no vectors of it; <c>missing</c> when it has, but the model is not installed; <c>broken</c> when its files cannot be
/// used.</param>
/// <param name="Dimension">Length of its vectors; null when unknown.</param>
/// <param name="Vectors">Pictures that searches with it see; null when it does not answer.</param>
/// <param name="Description">What it is, from its manifest; null when it says nothing.</param>
/// <param name="Licence">Its licence; null when unknown.</param>
/// <param name="Problem">What is wrong, and what to do; null when all is well.</param>
public sealed record ModelStatus(
    string Name,
    string State,
    int? Dimension,
    long? Vectors,
    string? Description,
    string? Licence,
    string? Problem);
