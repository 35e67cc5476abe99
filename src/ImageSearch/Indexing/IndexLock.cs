namespace ImageSearch.Indexing;

/// <summary>Held by the one process that indexes a library. The system lets go of it when the process ends,
/// however.</summary>
internal sealed class IndexLock : IDisposable
{
    private const string FileName = "index.lock";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly FileStream _file;

    private IndexLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="LibraryException">Another run holds it, and <paramref name="wait"/> is false.</exception>
    public static async Task<IndexLock> TakeAsync(
        Library library, bool wait, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(library) is { } held)
            {
                string name = $"process {Environment.ProcessId} on {Environment.MachineName}";
                library.Use(c => c.Execute("UPDATE library SET indexer = $1", name));
                return held;
            }

            if (!wait)
            {
                string? other = library.Use(c => c.Scalar<string>("SELECT indexer FROM library"));
                throw new LibraryException(library.Folder, $"'{library.Folder}' is being indexed by "
                    + $"{other ?? "another process"}. Wait until it is done, or set "
                    + "IMAGESEARCH__INDEX__WAITFORLOCK=true.")
                {
                    IsBeingIndexed = true,
                };
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();

    private static IndexLock? TryTake(Library library)
    {
        string path = Path.Combine(library.Folder, FileName);
        try
        {
            // The file stays when the lock is given back: were it deleted, two processes could each lock one of its
            // name.
            return new IndexLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LibraryErrors.From(e, library.Folder, path);
        }
    }

    // EAGAIN of Linux and of macOS; ERROR_SHARING_VIOLATION of Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
