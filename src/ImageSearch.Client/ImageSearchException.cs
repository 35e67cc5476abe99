using System.Net;

namespace ImageSearch.Client;

/// <summary>The backend could not be reached, or refused. The message says what happened, and what to do.</summary>
public sealed class ImageSearchException : Exception
{
    /// <summary>The backend refused.</summary>
    /// <param name="problem">What it said.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="retryAfter">When it asks to be tried again; null when it did not say.</param>
    public ImageSearchException(Problem problem, HttpStatusCode status, TimeSpan? retryAfter = null)
        : base(problem?.Detail ?? problem?.Title ?? $"The backend answered {(int)status}.")
    {
        Problem = problem;
        Status = status;
        RetryAfter = retryAfter;
    }

    /// <summary>The backend could not be reached, or not in time.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ImageSearchException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>What the backend said; null when it could not be reached.</summary>
    public Problem? Problem { get; }

    /// <summary>The HTTP status; null when the backend could not be reached.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>When it asks to be tried again; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>True when the backend was not reached at all, so that trying again may help.</summary>
    public bool IsUnreachable => Status is null;
}
