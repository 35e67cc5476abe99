using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageSearch.Api.Serving;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Pictures;

/// <summary>The file of an indexed picture, as it is now.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedAt">Last change, UTC.</param>
/// <param name="Identity">Another one for other bytes, hexadecimal: the SHA-256 of the bytes where the file is as it
/// was indexed, else one of its path, length and date.</param>
internal sealed record PictureFile(string Name, long Size, DateTimeOffset ModifiedAt, string Identity)
{
    /// <summary>Looks at a picture's file without opening it.</summary>
    /// <exception cref="PictureException">It is gone, or cannot be read.</exception>
    public static PictureFile Find(LibraryItem item) => Guard(() =>
    {
        CheckIsFile(item);
        FileInfo file = Resolve(item);
        return Describe(item, file.Length, file.LastWriteTimeUtc);
    });

    /// <summary>Opens a picture's file; what is returned with it is what the open file is.</summary>
    /// <exception cref="PictureException">It is gone, or cannot be read.</exception>
    public static (PictureFile File, FileStream Stream) Open(LibraryItem item) => Guard(() =>
    {
        CheckIsFile(item);

        // Pipes and devices have no length, and opening one would wait for ever.
        if (Resolve(item).Length == 0)
        {
            throw new PictureException("The picture cannot be shown: its file is empty now (0 bytes).");
        }

        FileStream stream = new(
            item.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            return (Describe(item, stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle)), stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    });

    /// <summary>Runs what reads a picture's file, and says in words for people what went wrong.</summary>
    /// <exception cref="PictureException">It is gone, or cannot be read.</exception>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PictureException(
                "The file is gone from its folder. Index again to update the library.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new PictureException(
                "The file may not be read: permission denied. Let the backend's user read it.", e);
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>What is said when the disk fails.</summary>
    public static PictureException Unreadable(IOException error) =>
        new("The file cannot be read now. Check that its disk is mounted and sound.", error);

    private static void CheckIsFile(LibraryItem item)
    {
        if (!Path.IsPathFullyQualified(item.Path))
        {
            throw new PictureException("The picture is not in a folder of this machine, so it cannot be shown.");
        }
    }

    private static FileInfo Resolve(LibraryItem item)
    {
        FileInfo file = new(item.Path);
        file = file.LinkTarget is null ? file : new FileInfo(file.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        return file.Exists ? file : throw new FileNotFoundException(null, item.Path);
    }

    private static PictureFile Describe(LibraryItem item, long size, DateTime modifiedAt)
    {
        DateTimeOffset date = new(modifiedAt, TimeSpan.Zero);
        bool isAsIndexed = size == item.Size && date == item.ModifiedAt;
        string identity = isAsIndexed && item.ContentHash is { } hash
            ? hash
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{size}|{date.UtcTicks}|{item.Path}"))));
        return new PictureFile(PicturePath.Name(item), size, date, identity);
    }
}
