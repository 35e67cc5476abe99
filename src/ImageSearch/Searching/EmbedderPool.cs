using ImageSearch.Embeddings;

namespace ImageSearch.Searching;

/// <summary>Keeps each version of a model open once, however many use it. Safe for concurrent use.</summary>
/// <param name="open">Opens the version of a model that is installed now.</param>
/// <param name="cachedSentences">Sentences whose vectors are kept for each model.</param>
internal sealed class EmbedderPool(Func<string, IEmbedder> open, int cachedSentences) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private bool _isDisposed;

    /// <summary>The version of a model that is installed now. Its towers are loaded when they are first used.</summary>
    /// <returns>A lease: the model is usable until it is disposed.</returns>
    /// <exception cref="ModelException">It is not installed, or its manifest is wrong.</exception>
    public EmbedderLease Rent(string name)
    {
        IEmbedder installed = open(name);
        lock (_lock)
        {
            if (_isDisposed || _entries.ContainsKey(installed.ModelHash))
            {
                installed.Dispose();
            }

            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_entries.TryGetValue(installed.ModelHash, out Entry? entry))
            {
                entry = new Entry(new CachingEmbedder(installed, cachedSentences));
                _entries.Add(installed.ModelHash, entry);
            }

            entry.Users++;
            return new EmbedderLease(name, entry.Embedder, () => Return(entry));
        }
    }

    /// <summary>A version of a model.</summary>
    /// <returns>Null when neither it is open nor the version that is installed.</returns>
    /// <exception cref="ModelException">The model is not installed, or its manifest is wrong.</exception>
    public EmbedderLease? Rent(string name, string hash)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(hash, out Entry? entry))
            {
                entry.Users++;
                return new EmbedderLease(name, entry.Embedder, () => Return(entry));
            }
        }

        EmbedderLease installed = Rent(name);
        if (installed.ModelHash == hash)
        {
            return installed;
        }

        installed.Dispose();
        return null;
    }

    /// <summary>Closes all models, also those that are still in use.</summary>
    public void Dispose()
    {
        Entry[] entries;
        lock (_lock)
        {
            _isDisposed = true;
            entries = [.. _entries.Values];
            _entries.Clear();
        }

        Array.ForEach(entries, e => e.Embedder.Dispose());
    }

    private void Return(Entry entry)
    {
        lock (_lock)
        {
            entry.Users--;
            if (entry.Users > 0 || !_entries.Remove(entry.Embedder.ModelHash))
            {
                return;
            }
        }

        entry.Embedder.Dispose();
    }

    private sealed class Entry(IEmbedder embedder)
    {
        public IEmbedder Embedder => embedder;

        public int Users { get; set; }
    }
}
