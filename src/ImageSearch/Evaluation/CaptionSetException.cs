namespace ImageSearch.Evaluation;

/// <summary>A caption set cannot be read. The message says which file, which line, and what is wrong with it.</summary>
public sealed class CaptionSetException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The captions file.</param>
    /// <param name="line">Its line, from 1; 0 when the file as a whole is meant.</param>
    /// <param name="reason">What is wrong there, and what is expected.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public CaptionSetException(string file, int line, string reason, Exception? innerException = null)
        : base(line > 0 ? $"'{file}', line {line}: {reason}" : $"'{file}': {reason}", innerException)
    {
        File = file;
        Line = line;
    }

    /// <summary>The captions file.</summary>
    public string File { get; }

    /// <summary>The line, from 1; 0 when the file as a whole is meant.</summary>
    public int Line { get; }
}
