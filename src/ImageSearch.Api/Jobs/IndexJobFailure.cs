using ImageSearch.Api.Serving;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Jobs;

/// <summary>Says why a job failed, in words for clients: what happened and what to do, without paths. The log has the
/// whole error.</summary>
internal static class IndexJobFailure
{
    private const string Kept = "What was indexed before stays.";

    /// <summary>The sentence.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="source">The source that was being indexed; null before the first.</param>
    public static string Describe(Exception error, PictureSource? source) => error switch
    {
        LibraryException { IsBeingIndexed: true } =>
            "The library is being indexed by another process. Wait until it is done, and start again.",
        LibraryException { IsDiskFull: true } =>
            $"The disk of the library is full. Free some space, and start again. {Kept}",
        LibraryException => $"The library cannot be written; the backend's log says why. {Kept}",
        ModelException => $"A model cannot be used; the backend's log says which one and why. {Kept}",
        DirectoryNotFoundException => $"The folder of source '{source?.Name}' is missing or cannot be read. Check that "
            + $"its disk is mounted. {Kept}",
        IOException or UnauthorizedAccessException =>
            $"Source '{source?.Name}' cannot be read; the backend's log says why. {Kept}",
        _ => $"The job stopped at an error of the program; the backend's log has it. {Kept}",
    };

    /// <summary>True when other sources may be indexed all the same.</summary>
    public static bool IsOfSource(Exception error) => error is IOException or UnauthorizedAccessException;
}
