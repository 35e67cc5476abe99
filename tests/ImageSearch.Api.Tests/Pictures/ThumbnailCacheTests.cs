using ImageSearch.Api.Pictures;
using ImageSearch.Decoding;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageSearch.Api.Tests.Pictures;

public sealed class ThumbnailCacheTests : IDisposable
{
    // What a thumbnail of 1,000 bytes takes on disk.
    private const long FileLength = 1040;
    private readonly string _folder = Directory.CreateTempSubdirectory("imagesearch-cache-").FullName;
    private readonly Clock _clock = new();

    [Fact]
    public void What_is_stored_is_found_again_by_the_next_cache_too()
    {
        Open().Store(Key(1), Picture(1));
        Assert.Equal(Picture(1).Bytes, Open().Find(Key(1))!.Bytes);
        Assert.Null(Open().Find(Key(2)));
    }

    [Fact]
    public void What_was_not_used_for_longest_goes_first()
    {
        ThumbnailCache cache = Open(3 * FileLength);
        Array.ForEach([1, 2, 3], i => cache.Store(Key(i), Picture(i)));
        Assert.NotNull(cache.Find(Key(1)));
        cache.Store(Key(4), Picture(4));
        Assert.Equal([true, false, true, true], Enumerable.Range(1, 4).Select(i => cache.Find(Key(i)) is not null));
        Assert.Equal(3 * FileLength, cache.Length);
    }

    [Fact]
    public void The_order_of_use_outlives_the_process()
    {
        for (int i = 1; i <= 3; i++)
        {
            Open(3 * FileLength).Store(Key(i), Picture(i));
            File.SetLastWriteTimeUtc(PathOf(i), _clock.Now.UtcDateTime.AddDays(i - 10));
        }

        Assert.NotNull(Open(3 * FileLength).Find(Key(1)));
        ThumbnailCache cache = Open(3 * FileLength);
        cache.Store(Key(4), Picture(4));
        Assert.Equal([true, false, true, true], Enumerable.Range(1, 4).Select(i => cache.Find(Key(i)) is not null));
    }

    [Fact]
    public void A_smaller_bound_takes_effect_with_the_next_thumbnail()
    {
        Array.ForEach([1, 2, 3, 4], i => Open().Store(Key(i), Picture(i)));
        ThumbnailCache cache = Open(2 * FileLength);
        cache.Store(Key(5), Picture(5));
        Assert.Equal(2 * FileLength, cache.Length);
        Assert.Equal(2, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void What_is_larger_than_the_bound_is_not_kept()
    {
        Open(FileLength - 1).Store(Key(1), Picture(1));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Files_of_others_are_left_alone_and_forgotten_halves_are_not()
    {
        string part = Directory.CreateDirectory(Path.Combine(_folder, Key(1)[..2])).FullName;
        string foreign = Path.Combine(part, "holiday.jpg");
        string half = $"{PathOf(1)}.0123.tmp";
        string young = $"{PathOf(1)}.4567.tmp";
        foreach (string file in (string[])[foreign, half, young])
        {
            File.WriteAllBytes(file, new byte[5000]);
            File.SetLastWriteTimeUtc(file, _clock.Now.UtcDateTime.AddHours(file == young ? 0 : -2));
        }

        Open(FileLength).Store(Key(2), Picture(2));
        Assert.Equal([true, false, true], ((string[])[foreign, half, young]).Select(File.Exists));
    }

    [Fact]
    public void Many_threads_never_exceed_the_bound_nor_get_a_wrong_picture()
    {
        ThumbnailCache cache = Open(5 * FileLength);
        int found = 0;
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n =>
        {
            int i = n * 7 % 12;
            if (cache.Find(Key(i)) is { } thumbnail)
            {
                Assert.Equal(Picture(i).Bytes, thumbnail.Bytes);
                Interlocked.Increment(ref found);
            }
            else
            {
                cache.Store(Key(i), Picture(i));
            }
        });
        string[] files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        Assert.InRange(files.Sum(f => new FileInfo(f).Length), FileLength, 5 * FileLength);
        Assert.True(found > 0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Key(int picture) => ThumbnailKey.Create($"{picture}", 256, PictureFormat.Webp);

    private static Thumbnail Picture(int picture) =>
        Thumbnail.Create([.. Enumerable.Repeat((byte)picture, 1000)]);

    private string PathOf(int picture) => Path.Combine(_folder, Key(picture)[..2], Key(picture) + ".thumb");

    private ThumbnailCache Open(long limit = 1 << 20) =>
        new(_folder, limit, _clock, NullLogger<ThumbnailCache>.Instance);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
