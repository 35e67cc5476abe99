using System.Text;

namespace ImageSearch.Sources;

/// <summary>A pattern for paths: <c>*</c>, <c>?</c> and <c>**</c>, without regard to case. The rules are those of
/// <see cref="FolderSourceOptions"/>.</summary>
internal sealed class PathPattern
{
    private const string AnyFolders = "**";
    private readonly Rune[][] _segments;
    private readonly bool[] _anyFolders;

    private PathPattern(IReadOnlyList<string> segments)
    {
        _segments = [.. segments.Select(ToUpper)];
        _anyFolders = [.. segments.Select(s => s == AnyFolders)];
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ArgumentException">The pattern is empty.</exception>
    public static PathPattern Parse(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        List<string> segments = [.. pattern.Split('/').Where(s => s is not "" and not ".")];
        if (segments.Count == 0)
        {
            throw new ArgumentException($"The pattern '{pattern}' names nothing.", nameof(pattern));
        }

        if (!pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal))
        {
            segments.Insert(0, AnyFolders);
        }

        return new PathPattern(segments);
    }

    /// <summary>Splits a path once, to be compared with many patterns.</summary>
    /// <param name="relativePath">A path below the source's folder, without a slash in front.</param>
    public static Rune[][] Split(string relativePath)
    {
        string separated = Path.DirectorySeparatorChar == '/'
            ? relativePath
            : relativePath.Replace(Path.DirectorySeparatorChar, '/');
        return [.. separated.Split('/').Select(ToUpper)];
    }

    /// <summary>True when the pattern stands for the whole path.</summary>
    /// <param name="names">The path, as <see cref="Split"/> returns it.</param>
    public bool Matches(Rune[][] names) => MatchesFrom(0, names, 0);

    /// <summary>True when the pattern stands for the whole path.</summary>
    public bool Matches(string relativePath) => Matches(Split(relativePath));

    private bool MatchesFrom(int segment, Rune[][] names, int name)
    {
        for (; segment < _segments.Length; segment++, name++)
        {
            if (_anyFolders[segment])
            {
                for (int next = name; next <= names.Length; next++)
                {
                    if (MatchesFrom(segment + 1, names, next))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (name >= names.Length || !MatchesName(_segments[segment], names[name]))
            {
                return false;
            }
        }

        return name == names.Length;
    }

    // The usual two-pointer walk: after a mismatch the last star takes one character more. Linear in memory, and no
    // pattern makes it slower than the product of both lengths.
    private static bool MatchesName(Rune[] pattern, Rune[] name)
    {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p].Value == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p].Value == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept(new Rune('*')) < 0;
    }

    // Runes, so that `?` stands for an emoji as for a letter. A lone surrogate becomes U+FFFD on both sides.
    private static Rune[] ToUpper(string text) => [.. text.EnumerateRunes().Select(Rune.ToUpperInvariant)];
}
