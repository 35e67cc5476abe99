using System.Runtime.CompilerServices;
using ImageSearch.Sources;

namespace ImageSearch.Tests.Indexing;

/// <summary>Pictures in memory, which counts what is read.</summary>
internal sealed class FakeSource(string root = "/photos") : IImageSource
{
    private static readonly DateTimeOffset Day = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private int _reads;

    public string Root => root;

    /// <summary>Bytes and date by path, listed in the order of paths; null bytes cannot be read.</summary>
    public SortedDictionary<string, (byte[]? Bytes, DateTimeOffset ModifiedAt)> Files { get; } =
        new(StringComparer.Ordinal);

    public List<SourceProblem> Problems { get; } = [];

    /// <summary>Number of pictures read so far.</summary>
    public int Reads => _reads;

    /// <summary>Thrown after so many pictures are listed.</summary>
    public (int After, Exception Error)? Failure { get; set; }

    /// <summary>Adds a picture; another day is another date.</summary>
    public void Add(string name, byte[]? bytes, int day = 0) => Files[$"{root}/{name}"] = (bytes, Day.AddDays(day));

    public void Add(int number) => Add($"{number:D5}.bmp", FakePictures.Bmp(number));

    public void Rename(string from, string to)
    {
        Files[$"{root}/{to}"] = Files[$"{root}/{from}"];
        Remove(from);
    }

    public void Remove(string name) => Files.Remove($"{root}/{name}");

    public async IAsyncEnumerable<SourceItem> ListAsync(
        Action<SourceProblem> onProblem, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Problems.ForEach(onProblem);
        int listed = 0;
        foreach ((string path, (byte[]? bytes, DateTimeOffset modifiedAt)) in Files)
        {
            if (Failure is { } failure && failure.After == listed)
            {
                throw failure.Error;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            listed++;
            yield return new SourceItem(path, bytes?.Length ?? 1, modifiedAt);
        }
    }

    public Task<byte[]> ReadAsync(SourceItem item, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(Files[item.Path].Bytes ?? throw new IOException("the cable is out"));
    }
}
