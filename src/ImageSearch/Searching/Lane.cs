using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>What answers for one model name. Its fields are read and written under the lock of its
/// <see cref="LaneSet"/>, those of the refresh by the one refresh that runs.</summary>
internal sealed class Lane(LibraryModel model)
{
    /// <summary>The active model, as the library last said.</summary>
    public LibraryModel Model { get; set; } = model;

    /// <summary>What answers; null when nothing can.</summary>
    public ServedVersion? Version { get; set; }

    /// <summary>Why it does not answer, or not with the newest; null when it does.</summary>
    public string? Problem { get; set; }

    /// <summary>Why the model cannot be used; null when it can.</summary>
    public ModelException? Failure { get; set; }

    /// <summary>True until its first version is open, or cannot be opened.</summary>
    public bool IsLoading => Version is null && Problem is null && Failure is null;

    /// <summary>What a search is told that gets no version; null when it is <see cref="Failure"/>.</summary>
    public string? Excuse => IsLoading ? $"The model '{Model.Name}' is being loaded. Try again in a moment." : Problem;

    /// <summary>When the vectors were opened last, as a timestamp.</summary>
    public long OpenedAt { get; set; }

    /// <summary>How long that took.</summary>
    public TimeSpan OpenTime { get; set; }

    /// <summary>When the model or its vectors could not be opened last, as a timestamp; null once they could.</summary>
    public long? FailedAt { get; set; }

    /// <summary>True when it serves this generation of this version already.</summary>
    public bool Serves(LibraryModel model) =>
        Version is { } version && version.Store.ModelHash == model.Hash
        && version.Store.Generation == model.Generation;

    /// <summary>The state that is told.</summary>
    public ServedModel Describe()
    {
        string?[] warnings = [Excuse ?? Failure?.Message, Version?.Warning, Version?.Store.FileProblem];
        string warning = string.Join(' ', warnings.Where(w => w is not null));
        return new ServedModel(
            Model.Name,
            Version?.Embedder.ModelHash ?? Model.Hash,
            Version?.Embedder.Dimension ?? Model.Dimension,
            Version?.Store.Count ?? 0,
            warning.Length == 0 ? null : warning)
        {
            IsReady = Version is not null,
            IsLoading = IsLoading,
        };
    }
}
