using System.Runtime.CompilerServices;
using System.Text;

namespace ImageSearch.Sources;

/// <summary>The pictures in a folder and the folders below it. Links to folders are followed, and each real folder is
/// listed once, under its own path where it lies inside the source.</summary>
public sealed class FolderSource : IImageSource
{
    // Kept by network storage, package tools, version control and operating systems; never anybody's photos.
    private static readonly HashSet<string> SystemFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "@eaDir", "#recycle", "@Recycle", "#snapshot", "node_modules", ".git", "System Volume Information",
        "$RECYCLE.BIN", "lost+found", "__MACOSX",
    };

    private readonly PathPattern[] _include;
    private readonly PathPattern[] _exclude;
    private readonly bool _includeHidden;
    private readonly int _rootLength;

    /// <summary>Creates the source; the folder is looked for when it is listed.</summary>
    /// <exception cref="ArgumentException">The folder's name or a pattern is empty.</exception>
    public FolderSource(FolderSourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Folder);
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder));
        _rootLength = Path.EndsInDirectorySeparator(Root) ? Root.Length : Root.Length + 1;
        _include = [.. options.Include.Select(PathPattern.Parse)];
        _exclude = [.. options.Exclude.Select(PathPattern.Parse)];
        _includeHidden = options.IncludeHidden;
    }

    /// <summary>The absolute path of the folder.</summary>
    public string Root { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ListAsync(
        Action<SourceProblem> onProblem, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onProblem);
        FolderWalk walk = new(RealRoot(), onProblem);
        walk.Add(Root);
        while (walk.TryTake(out string? folder))
        {
            // The file system has no asynchronous listing: give the thread back once a folder at least.
            await Task.Yield();
            using FolderReader reader = new(folder);
            while (reader.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Inspect(reader.Current, walk, onProblem) is { } item)
                {
                    yield return item;
                }
            }

            Report(reader.Error, folder, onProblem);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> ReadAsync(SourceItem item, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        try
        {
            FileInfo file = new(item.Path);
            file = file.LinkTarget is null ? file : new FileInfo(LinkResolver.RealPath(item.Path));

            // Pipes and devices have no length either, and opening one would wait for ever.
            return file.Length == 0
                ? []
                : await File.ReadAllBytesAsync(item.Path, cancellationToken);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{item.Path}' cannot be read: permission denied.", e);
        }
    }

    // An item to list; null for what is left out, and for folders, which the walk takes up.
    private SourceItem? Inspect(FolderEntry entry, FolderWalk walk, Action<SourceProblem> onProblem)
    {
        if ((entry.IsHidden && !_includeHidden) || (entry.IsFolder && SystemFolders.Contains(entry.Name)))
        {
            return null;
        }

        Rune[][] relative = PathPattern.Split(entry.Path[_rootLength..]);
        if (_exclude.Any(p => p.Matches(relative)))
        {
            return null;
        }

        if (!entry.IsLink && WhyOutOfReach(entry) is { } reason)
        {
            onProblem(new SourceProblem(entry.Path, reason));
            return null;
        }

        if (entry.IsFolder)
        {
            walk.Add(entry);
            return null;
        }

        return entry.IsLink ? FollowFile(entry, relative, onProblem)
            : IsIncluded(relative) ? new SourceItem(entry.Path, entry.Size, entry.ModifiedAt) : null;
    }

    // A name that was listed may still lead nowhere: .NET replaces bytes that are not UTF-8, and a file without a time
    // (1601, where Windows begins to count) could not be looked at. The reason, or null when all is well.
    private static string? WhyOutOfReach(FolderEntry entry)
    {
        bool isReplaced = entry.Name.Contains('\uFFFD');
        bool hasNoTime = !entry.IsFolder && entry.ModifiedAt.Year <= 1601;
        return !(isReplaced || hasNoTime) || Path.Exists(entry.Path) ? null
            : isReplaced ? "The name is not valid UTF-8, so it cannot be opened. Rename it."
            : "It cannot be opened: it is gone, or its path is too long.";
    }

    private SourceItem? FollowFile(FolderEntry entry, Rune[][] relative, Action<SourceProblem> onProblem)
    {
        try
        {
            FileInfo target = new(LinkResolver.RealPath(entry.Path));
            if (!target.Exists)
            {
                onProblem(new SourceProblem(entry.Path, $"The link leads to '{target.FullName}', which is missing."));
                return null;
            }

            return IsIncluded(relative)
                ? new SourceItem(entry.Path, target.Length, new DateTimeOffset(target.LastWriteTimeUtc))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onProblem(new SourceProblem(entry.Path, $"The link cannot be followed: {e.Message}"));
            return null;
        }
    }

    private bool IsIncluded(Rune[][] relative) => _include.Any(p => p.Matches(relative));

    private string RealRoot() => Directory.Exists(Root)
        ? LinkResolver.RealPath(Root)
        : throw new DirectoryNotFoundException(
            File.Exists(Root)
                ? $"'{Root}' is a file, not a folder. Name the folder that holds the pictures."
                : $"The folder '{Root}' does not exist. Check its name, or that its disk is mounted.");

    private void Report(Exception? error, string folder, Action<SourceProblem> onProblem)
    {
        if (error is null)
        {
            return;
        }

        string reason = error is UnauthorizedAccessException
            ? "The folder cannot be read: permission denied."
            : $"The folder cannot be read: {error.Message}";
        if (folder == Root)
        {
            // As with a missing root, an empty listing would look like an empty folder.
            throw new DirectoryNotFoundException($"'{Root}': {reason}", error);
        }

        onProblem(new SourceProblem(folder, reason));
    }
}
