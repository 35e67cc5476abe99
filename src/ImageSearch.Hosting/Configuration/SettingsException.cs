namespace ImageSearch.Hosting.Configuration;

/// <summary>The environment or <c>.env</c> makes no sense. The message says what to write instead.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong, and what to write instead.</param>
    /// <param name="innerException">What was thrown while a value was read.</param>
    public SettingsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
