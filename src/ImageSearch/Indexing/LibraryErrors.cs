using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ImageSearch.Indexing;

/// <summary>Turns SQLite's and the disk's errors into sentences that people can act on.</summary>
internal static class LibraryErrors
{
    /// <summary>Linux's ENOSPC, which .NET passes on as the error's code.</summary>
    private const int NoSpaceLeft = 28;

    /// <summary>Windows' ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL as HRESULTs.</summary>
    private const int DiskFull = unchecked((int)0x80070070);
    private const int HandleDiskFull = unchecked((int)0x80070027);

    public static bool IsDiskFull(IOException error) =>
        error.HResult is NoSpaceLeft or DiskFull or HandleDiskFull;

    public static LibraryException From(Exception error, string folder, string file) =>
        new(folder, error is SqliteException sqlite ? Describe(sqlite, file) : Describe(error, file), error)
        {
            IsDiskFull = error is SqliteException { SqliteErrorCode: raw.SQLITE_FULL }
                || (error is IOException io && IsDiskFull(io)),
        };

    private static string Describe(SqliteException error, string file) => error.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => FullDisk(file),
        raw.SQLITE_CORRUPT => Damaged(error, file),
        raw.SQLITE_NOTADB => $"'{file}' is not an ImageSearch library, or is damaged at its beginning. Restore a "
            + "backup, or choose another folder for the library (IMAGESEARCH__LIBRARY__PATH).",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"'{file}' is in use by another process that writes for too long. "
            + "Wait until it is done, or give more time (IMAGESEARCH__LIBRARY__BUSYSECONDS).",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => $"'{file}' cannot be opened for writing "
            + $"({error.Message}). Check the folder's permissions and that its disk is mounted for writing.",
        _ => $"'{file}' cannot be used ({error.Message}). Check the disk and its free space.",
    };

    private static string Describe(Exception error, string file) => error switch
    {
        InvalidDataException => Damaged(error, file),
        IOException io when IsDiskFull(io) => FullDisk(file),
        _ => $"'{file}' cannot be used: {error.Message}",
    };

    private static string Damaged(Exception error, string file) => $"'{file}' is damaged ({error.Message}). Restore a "
        + "backup, or delete the file and index the pictures again; the pictures themselves are not touched.";

    private static string FullDisk(string file) => $"The disk is full: '{file}' cannot grow. What was indexed is "
        + "safe and can be searched. Free some space and run the command again; it goes on where it stopped.";
}
