namespace ImageSearch.Hosting;

/// <summary>A service cannot run, for a reason outside the program. The message says what to do.</summary>
public sealed class ServiceException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What was thrown.</param>
    public ServiceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
