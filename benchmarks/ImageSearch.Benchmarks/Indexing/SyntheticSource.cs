using System.Runtime.CompilerServices;
using ImageSearch.Sources;
using SkiaSharp;

namespace ImageSearch.Benchmarks.Indexing;

/// <summary>Any number of different JPEG files in memory: 48 drawings, each with its own number in a comment.</summary>
internal sealed class SyntheticSource : IImageSource
{
    private const int Drawings = 48;
    private static readonly DateTimeOffset Day = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly byte[][] _drawings = [.. Enumerable.Range(0, Drawings).Select(Draw)];

    /// <summary>Number of pictures that it lists.</summary>
    public int Count { get; set; }

    public string Root => "/synthetic";

    /// <summary>Mean length of a file in bytes.</summary>
    public double MeanBytes => _drawings.Average(d => d.Length);

    public async IAsyncEnumerable<SourceItem> ListAsync(
        Action<SourceProblem> onProblem, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new SourceItem($"{Root}/{i:D7}.jpg", _drawings[i % Drawings].Length + 8, Day);
        }

        await Task.CompletedTask;
    }

    public Task<byte[]> ReadAsync(SourceItem item, CancellationToken cancellationToken = default) =>
        Task.FromResult(Read(int.Parse(
            Path.GetFileNameWithoutExtension(item.Path), System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The bytes of a picture.</summary>
    public byte[] Read(int number)
    {
        byte[] drawing = _drawings[number % Drawings];
        byte[] file = new byte[drawing.Length + 8];
        drawing.AsSpan(0, 2).CopyTo(file);   // the mark that begins a JPEG
        ReadOnlySpan<byte> comment = [0xFF, 0xFE, 0, 6];   // a comment of 4 bytes
        comment.CopyTo(file.AsSpan(2));
        BitConverter.TryWriteBytes(file.AsSpan(6), number);
        drawing.AsSpan(2).CopyTo(file.AsSpan(10));
        return file;
    }

    private static byte[] Draw(int seed)
    {
        Random random = new(seed);
        using SKBitmap bitmap = new(640, 480);
        using SKCanvas canvas = new(bitmap);
        using SKPaint paint = new() { IsAntialias = true };
        canvas.Clear(Colour());
        for (int i = 0; i < 400; i++)
        {
            // Many small shapes, so that the file is about as long as a photo's.
            paint.Color = Colour();
            canvas.DrawOval(random.Next(640), random.Next(480), 3 + random.Next(40), 3 + random.Next(40), paint);
        }

        using SKImage image = SKImage.FromBitmap(bitmap);
        using SKData data = image.Encode(SKEncodedImageFormat.Jpeg, 85);
        return data.ToArray();

        SKColor Colour() => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
    }
}
