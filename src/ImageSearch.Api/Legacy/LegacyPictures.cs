using System.Collections.Concurrent;
using ImageSearch.Api.Pictures;
using ImageSearch.Decoding;
using ImageSearch.Indexing;

namespace ImageSearch.Api.Legacy;

/// <summary>Encodes pictures of the library as the original's clients expect them: PNG in base64.</summary>
internal sealed partial class LegacyPictures(
    Library library, ImageDecoder decoder, ILogger<LegacyPictures> logger) : IDisposable
{
    private const int MaximumSide = 1024;

    // Of all requests together: each takes a processor, and the memory of a decoded picture.
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    /// <summary>Encodes pictures.</summary>
    /// <param name="ids">Their ids; one that comes twice is encoded once.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Base64 by id; a picture that cannot be read is left out.</returns>
    public async Task<IReadOnlyDictionary<long, string>> EncodeAsync(
        IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<long, string> pictures = [];
        await Parallel.ForEachAsync(library.GetItems([.. ids.Distinct()]), cancellationToken, async (item, token) =>
        {
            await _turns.WaitAsync(token);
            try
            {
                pictures[item.Id] = Convert.ToBase64String(Encode(await ReadAsync(item, token)));
            }
            catch (Exception e) when (e is PictureException or IOException or ImageDecodeException)
            {
                LogUnreadable(item.Id, e.GetType().Name);
                LogWhere(e, item.Path);
            }
            finally
            {
                _turns.Release();
            }
        });
        return pictures;
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private byte[] Encode(byte[] file) => PictureEncoder.Encode(
        decoder.Decode(file, "picture", minimumSide: MaximumSide), PictureFormat.Png, MaximumSide);

    private async Task<byte[]> ReadAsync(LibraryItem item, CancellationToken cancellationToken)
    {
        (PictureFile file, FileStream stream) = PictureFile.Open(item);
        await using (stream)
        {
            if (file.Size > decoder.Limits.MaxBytes)
            {
                throw new PictureException("The picture cannot be shown: its file is too large now.");
            }

            byte[] bytes = new byte[file.Size];
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The file of item {Id} cannot be shown ({Error}).")]
    private partial void LogUnreadable(long id, string error);

    [LoggerMessage(LogLevel.Trace, "It is '{Path}'.")]
    private partial void LogWhere(Exception error, string path);
}
