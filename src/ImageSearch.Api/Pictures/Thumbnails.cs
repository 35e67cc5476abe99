using ImageSearch.Decoding;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Pictures;

/// <summary>Makes thumbnails, each once however many ask for it, and few at a time, so that searching goes on beside a
/// page full of them. Safe for concurrent use.</summary>
internal sealed class Thumbnails(ImageDecoder decoder, ThumbnailCache cache) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Making> _makings = [];
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);
    private long _made;

    /// <summary>Thumbnails that were made so far, not found in the cache.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>A thumbnail of a picture as its file is now.</summary>
    /// <param name="item">An indexed picture.</param>
    /// <param name="size">Side of the square that it fits into.</param>
    /// <param name="format">The format wanted.</param>
    /// <param name="cancellationToken">Gives it up; others that wait for the same still get it.</param>
    /// <exception cref="PictureException">The file is gone, unreadable, or no picture any more.</exception>
    public async Task<Thumbnail> GetAsync(
        LibraryItem item, int size, PictureFormat format, CancellationToken cancellationToken)
    {
        PictureFile file = PictureFile.Find(item);
        Making making = Join(ThumbnailKey.Create(file.Identity, size, format), key => new Making(
            key, abandoned => MakeAsync(new Order(key, item, file.Identity, size, format), abandoned)));
        try
        {
            return await making.Result.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(making);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private Making Join(string key, Func<string, Making> begin)
    {
        lock (_lock)
        {
            if (!_makings.TryGetValue(key, out Making? making))
            {
                making = begin(key);
                _makings.Add(key, making);
            }

            making.Waiting++;
            return making;
        }
    }

    private void Leave(Making making)
    {
        lock (_lock)
        {
            making.Waiting--;
            if (making.Waiting > 0)
            {
                return;
            }

            _makings.Remove(making.Key);
        }

        making.Dispose();
    }

    private async Task<Thumbnail> MakeAsync(Order order, CancellationToken cancellationToken)
    {
        if (cache.Find(order.Key) is { } found)
        {
            return found;
        }

        await _free.WaitAsync(cancellationToken);
        try
        {
            // A thread of its own: those of the pool answer everything else meanwhile.
            return await Task.Factory.StartNew(
                () => Make(order), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _free.Release();
        }
    }

    private Thumbnail Make(Order order)
    {
        (byte[] data, PictureFile file) = Read(order.Item);
        try
        {
            Thumbnail thumbnail = Thumbnail.Create(Shrink(data, file.Name, order));
            Interlocked.Increment(ref _made);

            // What changed since it was looked at belongs under another key.
            if (file.Identity == order.Identity)
            {
                cache.Store(order.Key, thumbnail);
            }

            return thumbnail;
        }
        catch (ImageDecodeException e)
        {
            throw new PictureException($"The picture cannot be shown: {e.Reason}", e);
        }
    }

    private byte[] Shrink(byte[] data, string name, Order order)
    {
        ImageHeader header = decoder.ReadHeader(data, name);

        // Decoding shrinks by averaging; the last factor of two or more is left to the better filter.
        double scale = 2.0 * order.Size / Math.Max(header.Width, header.Height);
        int minimumSide = Math.Max(1, (int)Math.Ceiling(scale * Math.Min(header.Width, header.Height)));
        return PictureEncoder.Encode(decoder.Decode(data, name, minimumSide), order.Format, order.Size);
    }

    private (byte[] Data, PictureFile File) Read(LibraryItem item)
    {
        (PictureFile before, FileStream stream) = PictureFile.Open(item);
        using (stream)
        {
            if (before.Size > decoder.Limits.MaxBytes)
            {
                throw new PictureException($"The picture cannot be shown: its file has {before.Size:N0} bytes now, "
                    + $"and the limit is {decoder.Limits.MaxBytes:N0} (MaxBytes).");
            }

            return PictureFile.Guard(() =>
            {
                byte[] data = new byte[before.Size];
                stream.ReadExactly(data);

                // Changed while it was read: nobody can say what these bytes are.
                PictureFile after = PictureFile.Find(item);
                return (data, after.Identity == before.Identity ? before : before with { Identity = "" });
            });
        }
    }

    private sealed record Order(string Key, LibraryItem Item, string Identity, int Size, PictureFormat Format);

    /// <summary>A thumbnail that is being made, for all who wait for it.</summary>
    private sealed class Making : IDisposable
    {
        private readonly CancellationTokenSource _abandoned = new();

        public Making(string key, Func<CancellationToken, Task<Thumbnail>> make)
        {
            Key = key;
            CancellationToken token = _abandoned.Token;
            Result = Task.Run(() => make(token), token);
        }

        public string Key { get; }

        public Task<Thumbnail> Result { get; }

        /// <summary>Requests that wait; guarded by the lock of the owner.</summary>
        public int Waiting { get; set; }

        /// <summary>Nobody waits any more.</summary>
        public void Dispose()
        {
            _abandoned.Cancel();
            _abandoned.Dispose();
        }
    }
}
