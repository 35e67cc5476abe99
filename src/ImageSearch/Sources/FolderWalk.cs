using System.Diagnostics.CodeAnalysis;

namespace ImageSearch.Sources;

/// <summary>The folders still to be listed. Links wait until every real folder was taken, so that a folder inside the
/// source is always listed under its own path, whatever order the file system has.</summary>
internal sealed class FolderWalk(string realRoot, Action<SourceProblem> onProblem)
{
    private readonly Stack<(string Path, string Real)> _folders = [];
    private readonly SortedSet<string> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string _currentReal = "";

    /// <summary>Adds the root.</summary>
    public void Add(string root) => _folders.Push((root, realRoot));

    /// <summary>Adds a folder found in the one that was taken last.</summary>
    public void Add(FolderEntry entry)
    {
        if (entry.IsLink)
        {
            _links.Add(entry.Path);
        }
        else
        {
            _folders.Push((entry.Path, Path.Combine(_currentReal, entry.Name)));
        }
    }

    /// <summary>Takes the next folder that was not listed yet; false when none is left.</summary>
    public bool TryTake([NotNullWhen(true)] out string? folder)
    {
        while (_folders.Count > 0 || TakeLink())
        {
            if (_folders.TryPop(out (string Path, string Real) next) && _seen.Add(next.Real))
            {
                _currentReal = next.Real;
                folder = next.Path;
                return true;
            }
        }

        folder = null;
        return false;
    }

    // True while links are left; what a link leads to goes onto the stack.
    private bool TakeLink()
    {
        if (_links.Min is not { } link)
        {
            return false;
        }

        _links.Remove(link);
        try
        {
            string real = LinkResolver.RealPath(link);
            if (real != realRoot && IsInside(realRoot, real))
            {
                onProblem(new SourceProblem(link, $"The link leads to '{real}', which holds the source itself."));
            }
            else
            {
                _folders.Push((link, real));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onProblem(new SourceProblem(link, $"The link cannot be followed: {e.Message}"));
        }

        return true;
    }

    private static bool IsInside(string path, string folder) => path.StartsWith(
        Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar,
        StringComparison.Ordinal);
}
