using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;

namespace ImageSearch.Training.Data;

/// <summary>Pictures decoded once: small square pixels and, with a teacher, its features, in one mapped
/// file.</summary>
/// <remarks>A picture that cannot be decoded is a row of its own with the mark <see cref="IsGood"/> false.</remarks>
internal sealed class PictureCache : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _featureWidth;

    private PictureCache(string path, int side, int featureWidth)
    {
        Side = side;
        _featureWidth = featureWidth;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>Side of the cached squares, in pixels.</summary>
    public int Side { get; }

    private int PixelBytes => Side * Side * 3;

    private long RowBytes => 4 + PixelBytes + (4L * _featureWidth);

    /// <summary>Opens the cache of these pictures, and makes it first when it is not there yet.</summary>
    /// <param name="folder">Where caches are kept.</param>
    /// <param name="files">The pictures; row i of the cache is file i.</param>
    /// <param name="side">Side of the squares.</param>
    /// <param name="teacher">Whose features are kept as well; null for none.</param>
    /// <param name="progress">Called with the number of pictures done.</param>
    public static PictureCache Open(
        string folder, IReadOnlyList<string> files, int side, Teacher? teacher, Action<int> progress)
    {
        int width = teacher?.Width ?? 0;
        // Another picture at the same path, or another teacher, is another cache.
        IEnumerable<string> parts = files.Select(file => new FileInfo(file)).Select(file => file.Exists
            ? $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"
            : file.FullName);
        byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Append(teacher?.Hash ?? ""))));
        string name = $"pictures-{side}-{width}-{Convert.ToHexStringLower(key.AsSpan(0, 8))}.bin";
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            string temporary = $"{path}.{Environment.ProcessId}.tmp";
            Build(temporary, files, side, teacher, progress);
            File.Move(temporary, path, overwrite: true);
        }

        return new PictureCache(path, side, width);
    }

    /// <summary>False when the picture of that row could not be decoded.</summary>
    public bool IsGood(int row) => _view.ReadInt32(row * RowBytes) == 1;

    /// <summary>Copies the pixels of a row, shape [side, side, 3].</summary>
    public void ReadPixels(int row, byte[] destination) =>
        _view.ReadArray((row * RowBytes) + 4, destination, 0, PixelBytes);

    /// <summary>Copies the teacher's features of a row.</summary>
    public void ReadFeatures(int row, float[] destination, int offset) =>
        _view.ReadArray((row * RowBytes) + 4 + PixelBytes, destination, offset, _featureWidth);

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static void Build(
        string path, IReadOnlyList<string> files, int side, Teacher? teacher, Action<int> progress)
    {
        ImageDecoder decoder = new();
        int rowBytes = 4 + (side * side * 3) + (4 * (teacher?.Width ?? 0));
        using FileStream stream = new(path, FileMode.Create, FileAccess.ReadWrite);
        stream.SetLength((long)rowBytes * files.Count);
        int done = 0;
        int minimum = Math.Max(side, teacher?.MinimumSide ?? 0);
        Parallel.For(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            byte[] row = new byte[rowBytes];
            if (Decode(decoder, files[i], minimum) is PixelImage image)
            {
                BitConverter.TryWriteBytes(row, 1);
                Preprocessor.Resize(image, side, side, Interpolation.Bicubic).Rgb.CopyTo(row, 4);
                if (teacher is not null)
                {
                    MemoryMarshal.AsBytes<float>(teacher.Compute(image)).CopyTo(row.AsSpan(4 + (side * side * 3)));
                }
            }

            RandomAccess.Write(stream.SafeFileHandle, row, (long)i * rowBytes);
            progress(Interlocked.Increment(ref done));
        });
    }

    private static PixelImage? Decode(ImageDecoder decoder, string file, int minimumSide)
    {
        try
        {
            return decoder.Decode(File.ReadAllBytes(file), file, minimumSide);
        }
        catch (Exception e) when (e is ImageDecodeException or FileNotFoundException)
        {
            return null;   // Marked as not good; the run counts and lists such rows.
        }
    }
}
