namespace ImageSearch.Indexing;

/// <summary>A library cannot be opened, read or written. The message says which file, what happened and what to
/// do.</summary>
public sealed class LibraryException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="library">The library's folder.</param>
    /// <param name="message">What happened, to which file, and what to do.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public LibraryException(string library, string message, Exception? innerException = null)
        : base(message, innerException) => Library = library;

    /// <summary>The library's folder.</summary>
    public string Library { get; }

    /// <summary>True when nothing is wrong but that another run of the indexer holds the library.</summary>
    public bool IsBeingIndexed { get; init; }

    /// <summary>True when the disk of the library is full.</summary>
    public bool IsDiskFull { get; init; }
}
