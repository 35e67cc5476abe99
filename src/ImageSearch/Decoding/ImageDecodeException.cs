namespace ImageSearch.Decoding;

/// <summary>A file is not a picture that can be shown whole: another format, damaged, cut short or too large.</summary>
public sealed class ImageDecodeException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="name">The file's name or address.</param>
    /// <param name="reason">One sentence for people, without the name.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public ImageDecodeException(string name, string reason, Exception? innerException = null)
        : base($"'{name}' was not decoded: {reason}", innerException)
    {
        Name = name;
        Reason = reason;
    }

    /// <summary>The file's name or address, as the caller gave it.</summary>
    public string Name { get; }

    /// <summary>What is wrong and what can be done about it, without the name.</summary>
    public string Reason { get; }
}
