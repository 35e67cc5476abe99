namespace ImageSearch.Searching;

/// <summary>A query cannot be answered as it was put. The message says why, and what to do.</summary>
public sealed class SearchException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong with the query, and what to do.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public SearchException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
