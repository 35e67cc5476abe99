namespace ImageSearch.Api.Pictures;

/// <summary>Thumbnails on disk, at most so many bytes of them; those not used for longest go first. Safe for concurrent
/// use. A cache that cannot be used is no error: thumbnails are made anew then.</summary>
/// <remarks>A file carries the hash of its bytes, so that one that is damaged, or was half written when the machine
/// stopped, is noticed. The order of use survives a restart in the files' dates.</remarks>
internal sealed partial class ThumbnailCache(
    string folder, long limit, TimeProvider time, ILogger<ThumbnailCache> logger)
{
    private const string Suffix = ".thumb";
    private const string TemporarySuffix = ".tmp";

    // A date an hour old orders files of days well enough, and saves a write at nearly every use.
    private static readonly TimeSpan DateAccuracy = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private UsageOrder? _order;
    private bool _isReported;

    /// <summary>Bytes of all thumbnails.</summary>
    public long Length
    {
        get
        {
            lock (_lock)
            {
                return LoadedOrder().Length;
            }
        }
    }

    /// <summary>Finds a thumbnail.</summary>
    /// <param name="key">Letters and digits, at least two.</param>
    /// <returns>Null when it is not there, or damaged.</returns>
    public Thumbnail? Find(string key)
    {
        string path = PathOf(key);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            if (Thumbnail.FromFile(File.ReadAllBytes(path)) is { } thumbnail)
            {
                Touch(key, path);
                return thumbnail;
            }

            LogDamaged(key);
            Remove(key);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another request needed the space since the look above.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(e);
        }

        return null;
    }

    /// <summary>Keeps a thumbnail, and lets go of others where there is no room.</summary>
    public void Store(string key, Thumbnail thumbnail)
    {
        byte[] file = thumbnail.ToFile();
        if (file.Length > limit)
        {
            return;
        }

        string path = PathOf(key);
        string temporary = $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            Reserve(key, file.Length);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(temporary, file);
            File.Move(temporary, path, overwrite: true);
            DeleteUnlessKnown(key, path);
            _isReported = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(e);
            Abandon(key, temporary);
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key[..2], key + Suffix);

    private void Touch(string key, string path)
    {
        lock (_lock)
        {
            _order?.Use(key);
        }

        DateTime now = time.GetUtcNow().UtcDateTime;
        if (now - File.GetLastWriteTimeUtc(path) > DateAccuracy)
        {
            File.SetLastWriteTimeUtc(path, now);
        }
    }

    // Before the file is written, so that at no moment there are more bytes than allowed.
    private void Reserve(string key, long length)
    {
        lock (_lock)
        {
            UsageOrder order = LoadedOrder();
            order.Remove(key);
            while (order.Length + length > limit && order.RemoveOldest() is { } oldest)
            {
                File.Delete(PathOf(oldest));
            }

            order.Add(key, length);
        }
    }

    // Others may have needed the room while the file was written.
    private void DeleteUnlessKnown(string key, string path)
    {
        lock (_lock)
        {
            if (!LoadedOrder().Contains(key))
            {
                File.Delete(path);
            }
        }
    }

    private void Remove(string key)
    {
        lock (_lock)
        {
            LoadedOrder().Remove(key);
            File.Delete(PathOf(key));
        }
    }

    private void Abandon(string key, string temporary)
    {
        try
        {
            Remove(key);
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(e);
        }
    }

    private UsageOrder LoadedOrder()
    {
        if (_order is not null)
        {
            return _order;
        }

        UsageOrder order = new();
        foreach (FileInfo file in FindFiles().OrderBy(f => f.LastWriteTimeUtc))
        {
            order.Add(Path.GetFileNameWithoutExtension(file.Name), file.Length);
        }

        return _order = order;
    }

    // Only files whose names this class gives: whoever names a folder that holds other things loses nothing.
    private IEnumerable<FileInfo> FindFiles()
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        DirectoryInfo root = new(folder);
        foreach (DirectoryInfo part in root.Exists ? root.EnumerateDirectories("??") : [])
        {
            foreach (FileInfo file in part.EnumerateFiles())
            {
                string key = file.Name.Split('.')[0];
                if (!ThumbnailKey.IsKey(key) || !key.StartsWith(part.Name, StringComparison.Ordinal))
                {
                    continue;
                }

                if (file.Name == key + Suffix)
                {
                    yield return file;
                }
                else if (file.Extension == TemporarySuffix && now - file.LastWriteTimeUtc > DateAccuracy)
                {
                    file.Delete();
                }
            }
        }
    }

    // Once, until it works again: a full disk would fill the log as well.
    private void Report(Exception error)
    {
        if (!_isReported)
        {
            _isReported = true;
            LogUnusable(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The folder of thumbnails cannot be used, so each is made whenever it is asked "
        + "for. Check its free space and its permissions (IMAGESEARCH__API__THUMBNAILPATH).")]
    private partial void LogUnusable(Exception error);

    [LoggerMessage(LogLevel.Information, "The thumbnail {Key} is damaged on disk; it is made anew.")]
    private partial void LogDamaged(string key);
}
