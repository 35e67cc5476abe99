using ImageSearch.Indexing;

namespace ImageSearch.Searching;

/// <summary>Keeps the vectors of each model open, opens them anew when the library has newer ones, and closes the
/// old ones once no search uses them. Safe for concurrent use.</summary>
/// <param name="open">Opens a model's vectors, and says of which generation they are.</param>
internal sealed class StoreCache(Func<LibraryModel, (IVectorStore Store, long Generation)> open) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private bool _isDisposed;

    /// <summary>The vectors of a model, not older than <paramref name="model"/> says.</summary>
    /// <returns>A lease: the store is usable until it is disposed.</returns>
    public Lease Rent(LibraryModel model)
    {
        // Opening under the lock: who comes meanwhile wants the same file, and must not derive it a second time.
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_entries.TryGetValue(model.Hash, out Entry? entry) || entry.Generation != model.Generation)
            {
                (IVectorStore store, long generation) = open(model);
                entry?.Release();
                entry = new Entry(store, generation);
                _entries[model.Hash] = entry;
            }

            entry.Users++;
            return new Lease(this, entry);
        }
    }

    /// <summary>Closes all stores, each once no search uses it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (Entry entry in _entries.Values)
            {
                entry.Release();
            }

            _entries.Clear();
        }
    }

    /// <summary>A store in use.</summary>
    internal sealed class Lease(StoreCache cache, Entry entry) : IDisposable
    {
        public IVectorStore Store => entry.Store;

        public void Dispose()
        {
            lock (cache._lock)
            {
                entry.Release();
            }
        }
    }

    /// <summary>An open store; the cache itself is its first user.</summary>
    internal sealed class Entry(IVectorStore store, long generation)
    {
        public IVectorStore Store => store;

        public long Generation => generation;

        public int Users { get; set; } = 1;

        public void Release()
        {
            Users--;
            if (Users == 0)
            {
                (store as IDisposable)?.Dispose();
            }
        }
    }
}
