namespace ImageSearch.Training.Data;

/// <summary>The cached pictures of a list of items. Each folder has a cache of its own, so that a further data set
/// does not decode the others again.</summary>
internal sealed class PictureCaches : IDisposable
{
    private readonly PictureCache[] _caches;
    private readonly (PictureCache Cache, int Row)[] _places;

    /// <summary>Opens the caches, and makes those that are not there yet.</summary>
    /// <param name="folder">Where caches are kept.</param>
    /// <param name="files">The pictures, absolute paths.</param>
    /// <param name="side">Side of the squares.</param>
    /// <param name="teacher">Whose features are kept as well; null for none.</param>
    /// <param name="progress">Called with a sentence now and then.</param>
    public PictureCaches(
        string folder, IReadOnlyList<string> files, int side, Teacher? teacher, Action<string> progress)
    {
        Side = side;
        _places = new (PictureCache, int)[files.Count];
        IGrouping<string, int>[] folders =
            [.. Enumerable.Range(0, files.Count).GroupBy(i => Path.GetDirectoryName(files[i])!)];
        _caches = new PictureCache[folders.Length];
        for (int f = 0; f < folders.Length; f++)
        {
            int[] rows = [.. folders[f]];
            string name = folders[f].Key;
            _caches[f] = PictureCache.Open(folder, [.. rows.Select(i => files[i])], side, teacher, done =>
            {
                if (done % 1000 == 0 || done == rows.Length)
                {
                    progress($"Decoded {done} of {rows.Length} pictures in '{name}'.");
                }
            });
            for (int r = 0; r < rows.Length; r++)
            {
                _places[rows[r]] = (_caches[f], r);
            }
        }
    }

    /// <summary>Side of the cached squares, in pixels.</summary>
    public int Side { get; }

    /// <inheritdoc cref="PictureCache.IsGood"/>
    public bool IsGood(int index) => _places[index].Cache.IsGood(_places[index].Row);

    /// <inheritdoc cref="PictureCache.ReadPixels"/>
    public void ReadPixels(int index, byte[] destination) =>
        _places[index].Cache.ReadPixels(_places[index].Row, destination);

    /// <inheritdoc cref="PictureCache.ReadFeatures"/>
    public void ReadFeatures(int index, float[] destination, int offset) =>
        _places[index].Cache.ReadFeatures(_places[index].Row, destination, offset);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PictureCache cache in _caches)
        {
            cache.Dispose();
        }
    }
}
