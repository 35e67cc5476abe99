using System.IO.Enumeration;

namespace ImageSearch.Sources;

/// <summary>Walks the names of one folder, one at a time, and keeps an error as a value: an iterator cannot yield
/// from inside a catch.</summary>
internal sealed class FolderReader : IDisposable
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    private readonly string _folder;
    private readonly IEnumerator<FolderEntry>? _entries;

    /// <summary>Opens a folder; <see cref="Error"/> is set where that fails.</summary>
    public FolderReader(string folder)
    {
        _folder = folder;
        try
        {
            _entries = new FileSystemEnumerable<FolderEntry>(folder, Convert, Everything).GetEnumerator();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error = e;
        }
    }

    /// <summary>What went wrong, or null.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The name that <see cref="MoveNext"/> found.</summary>
    public FolderEntry Current => _entries!.Current;

    /// <summary>Goes to the next name; false at the end and after an error.</summary>
    public bool MoveNext()
    {
        if (Error is not null)
        {
            return false;
        }

        try
        {
            return _entries!.MoveNext();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error = e;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _entries?.Dispose();

    private FolderEntry Convert(ref FileSystemEntry entry)
    {
        bool isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
        bool isFile = !entry.IsDirectory && !isLink;
        string name = entry.FileName.ToString();

        // Not entry.ToFullPath(): it is cut off where a path has more than 4,096 bytes.
        return new FolderEntry(
            Path.Join(_folder, name),
            name,
            entry.IsDirectory,
            isLink,
            entry.IsHidden,
            isFile ? entry.Length : 0,
            isFile ? entry.LastWriteTimeUtc : default);
    }
}
