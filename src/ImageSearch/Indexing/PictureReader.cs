using System.Security.Cryptography;
using ImageSearch.Decoding;
using ImageSearch.Sources;

namespace ImageSearch.Indexing;

/// <summary>Reads and decodes pictures, as far as the library does not know them. One for each decoding
/// thread.</summary>
internal sealed class PictureReader(
    Library library, IImageSource source, ImageDecoder decoder, IReadOnlyList<IndexModel> models) : IDisposable
{
    private readonly ItemLookup _lookup = new(library);

    public void Dispose() => _lookup.Dispose();

    /// <summary>Settles a picture, or makes it ready for the models.</summary>
    /// <returns>Exactly one of the two.</returns>
    public (ItemRecord? Settled, PreparedPicture? Prepared) Read(SourceItem item, CancellationToken cancellationToken)
    {
        KnownItem? known = _lookup.Find(item);
        if (known is not null && known.HasSameSizeAndDate(item) && SettleUnread(item, known) is { } unread)
        {
            return (unread, null);
        }

        using StageMeasurement reading = StageMeasurement.StartWithoutSpan("index.read", null);
        byte[] data;
        try
        {
            data = ReadBytes(item, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (SkipUnreadable(item, known, e), null);
        }

        byte[] hash = SHA256.HashData(data);
        bool[] isMissing = [.. models.Select(m => !_lookup.HasVector(m, hash))];
        ItemRecord record = new(item, known, ItemState.Indexed) { ContentHash = hash };
        if (!isMissing.Contains(true) && _lookup.FindContent(hash) is { } size)
        {
            return (record with { Width = size.Width, Height = size.Height }, null);
        }

        try
        {
            return (null, Prepare(record, data, isMissing));
        }
        catch (ImageDecodeException e)
        {
            // What is searchable stays so, when only a new model or a stricter limit made the picture be read again.
            return (record with { State = ItemState.Skipped, Reason = e.Reason, IsNew = !record.HasSameContent }, null);
        }
    }

    /// <summary>What can be said without reading; null when the bytes are needed.</summary>
    private ItemRecord? SettleUnread(SourceItem item, KnownItem known)
    {
        if (known.ContentHash is null)
        {
            return null;   // It could not be read the last time, which says nothing about this time.
        }

        if (known.State == ItemState.Skipped)
        {
            return new ItemRecord(item, known, ItemState.Skipped) { IsNew = false, Reason = known.SkipReason };
        }

        return models.All(m => _lookup.HasVector(m, known.ContentHash))
            ? new ItemRecord(item, known, ItemState.Unchanged) { IsNew = false }
            : null;
    }

    private byte[] ReadBytes(SourceItem item, CancellationToken cancellationToken)
    {
        if (item.Size > decoder.Limits.MaxBytes)
        {
            throw new IOException($"the file has {item.Size:N0} bytes, and the limit is "
                + $"{decoder.Limits.MaxBytes:N0} (MaxBytes)");
        }

        // Blocks: a decoding thread has nothing else to do, and belongs to this run alone.
        return source.ReadAsync(item, cancellationToken).GetAwaiter().GetResult();
    }

    private static ItemRecord SkipUnreadable(SourceItem item, KnownItem? known, Exception error) =>
        new(item, known, ItemState.Skipped)
        {
            // A picture that is searchable, and only lacks the vector of a new model, stays searchable.
            IsNew = known is not { State: ItemState.Indexed } || !known.HasSameSizeAndDate(item),
            Reason = $"it cannot be read: {error.Message}",
        };

    private PreparedPicture Prepare(ItemRecord record, byte[] data, bool[] isMissing)
    {
        ImageHeader header = decoder.ReadHeader(data, record.Item.Path);
        PreparedPicture picture = new(record with { Width = header.Width, Height = header.Height }, models);

        // A vector must not depend on which other models are indexed beside it: models that want the picture at another
        // scale get a decoding of their own. Mostly one serves all.
        IEnumerable<IGrouping<int, int>> scales = Enumerable.Range(0, models.Count).Where(m => isMissing[m])
            .GroupBy(m => ImageDecoder.ShrinkFactor(header.Width, header.Height, models[m].Embedder.MinimumSide));
        foreach (IGrouping<int, int> scale in scales)
        {
            int side = models[scale.First()].Embedder.MinimumSide;
            PixelImage pixels = decoder.Decode(data, record.Item.Path, side);
            foreach (int model in scale)
            {
                picture.Prepare(model, pixels);
            }
        }

        return picture;
    }
}
