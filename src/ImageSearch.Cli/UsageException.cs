namespace ImageSearch.Cli;

/// <summary>The command line or the configuration makes no sense. The message says what to write instead.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Creates the error.</summary>
    public UsageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
