namespace ImageSearch.Indexing;

/// <summary>A model whose vectors a library holds.</summary>
/// <param name="Name">Name used on the command line, for example <c>resnet</c>.</param>
/// <param name="Hash">Identifies the model's files; vectors of different hashes are never compared.</param>
/// <param name="Dimension">Length of every vector.</param>
/// <param name="State">Whether searches see it.</param>
/// <param name="Generation">Another number after each committed change of its searchable vectors. Random, so that a
/// library restored from a backup never repeats one: compare for equality only.</param>
public sealed record LibraryModel(string Name, string Hash, int Dimension, LibraryModelState State, long Generation)
{
    /// <summary>Key of the model's row.</summary>
    internal long Id { get; init; }
}

/// <summary>Whether searches see a model. At most one model of a name is active.</summary>
public enum LibraryModelState
{
    /// <summary>Its vectors are being computed beside those of the active model of the same name.</summary>
    Building = 0,

    /// <summary>Searches use it.</summary>
    Active = 1,

    /// <summary>Another one took its place; its vectors are being deleted.</summary>
    Retired = 2,
}
