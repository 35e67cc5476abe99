using CsCheck;
using ImageSearch.Decoding;

namespace ImageSearch.Tests.Decoding;

public sealed class HostileFileTests
{
    private readonly ImageDecoder _decoder = new();

    [Fact]
    public void Hostile_files_are_refused_with_their_name()
    {
        foreach ((string name, byte[] data) in HostileFiles.Refused())
        {
            foreach (int minimumSide in (int[])[0, 32])
            {
                Exception? error = Record.Exception(() => _decoder.Decode(data, name, minimumSide));
                Assert.True(error is ImageDecodeException, $"{name} at {minimumSide}: {error?.Message ?? "a picture"}");
                Assert.Contains($"'{name}'", error!.Message, StringComparison.Ordinal);
                Assert.Equal(name, ((ImageDecodeException)error).Name);
            }
        }
    }

    [Fact]
    public void Strange_files_that_hold_a_picture_are_decoded()
    {
        foreach ((string name, byte[] data) in HostileFiles.Readable())
        {
            Exception? error = Record.Exception(() => _decoder.Decode(data, name, 64));
            Assert.True(error is null, $"{name}: {error}");
        }
    }

    [Theory]
    [InlineData("bomb", "30,000 × 30,000")]
    [InlineData("canvas", "65,535 × 65,535")]
    public void A_picture_over_the_limit_is_refused_by_its_header(string which, string size)
    {
        (string name, byte[] data) = HostileFiles.Refused()
            .First(f => f.Name.Contains(which, StringComparison.Ordinal));
        var error = Assert.Throws<ImageDecodeException>(() => _decoder.ReadHeader(data, name));
        Assert.Contains(size, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_are_the_callers()
    {
        ImageDecoder small = new(new DecodeLimits { MaxMegapixels = 0.01 });
        byte[] file = HostileFiles.Noise(".jpg");
        Assert.Contains(
            "megapixels", Assert.Throws<ImageDecodeException>(() => small.Decode(file, "a")).Reason,
            StringComparison.Ordinal);
        ImageDecoder tiny = new(new DecodeLimits { MaxBytes = file.Length - 1 });
        Assert.Contains(
            "MaxBytes", Assert.Throws<ImageDecodeException>(() => tiny.Decode(file, "a")).Reason,
            StringComparison.Ordinal);
        Assert.Equal(160, new ImageDecoder(new DecodeLimits { MaxBytes = file.Length }).Decode(file, "a").Width);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".jpg[interlace=true]")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".webp[lossless=true]")]
    [InlineData(".gif")]
    [InlineData(".tif")]
    [InlineData(".tif[compression=lzw]")]
    [InlineData(".avif")]
    [InlineData("bmp")]
    public void Flipped_bits_give_a_picture_or_an_exception(string suffix)
    {
        byte[] whole = suffix == "bmp"
            ? Pictures.Bmp(40, 30, (x, y) => ((byte)x, (byte)y, 9))
            : HostileFiles.Noise(suffix);
        Gen.Select(Gen.Int[0, whole.Length - 1].Array[1, 8], Gen.Int[0, 7], Gen.Bool).Sample(
            (places, bit, nearStart) =>
            {
                byte[] file = [.. whole];
                foreach (int place in places)
                {
                    // Headers hold what can do most harm, so half of the cases change only those.
                    file[nearStart ? place % Math.Min(600, file.Length) : place] ^= (byte)(1 << bit);
                }

                AssertPictureOrRefusal(file);
            },
            seed: "0000ImageSrch",
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Random_bytes_behind_a_true_beginning_give_a_picture_or_an_exception()
    {
        byte[][] starts =
        [
            [], [0xFF, 0xD8, 0xFF], [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13],
            [.. "GIF89a"u8], [.. "RIFF\0\0\0\0WEBPVP8 "u8], [.. "II*\0"u8], [.. "MM\0*"u8],
            [.. "\0\0\0\u0018ftypavif\0\0\0\0avif"u8], [.. "BM"u8],
        ];
        Gen.Select(Gen.Int[0, starts.Length - 1], Gen.Byte.Array[0, 300]).Sample(
            (start, rest) => AssertPictureOrRefusal([.. starts[start], .. rest]),
            seed: "0000ImageSrch",
            iter: 3_000,
            threads: 1);
    }

    [Fact]
    public void Bad_files_on_many_threads_do_not_disturb_good_ones()
    {
        byte[] good = HostileFiles.Noise(".jpg");
        byte[] expected = _decoder.Decode(good, "good").Rgb;
        (string Name, byte[] Data)[] bad = [.. HostileFiles.Truncated()];
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            if (i % 2 == 0)
            {
                Assert.Equal(expected, _decoder.Decode(good, "good").Rgb);
            }
            else
            {
                (string name, byte[] data) = bad[i % bad.Length];
                Assert.Equal(name, Assert.Throws<ImageDecodeException>(() => _decoder.Decode(data, name)).Name);
            }
        });
    }

    private void AssertPictureOrRefusal(byte[] file)
    {
        Exception? error = Record.Exception(() => _decoder.Decode(file, "mutant", 16));
        Assert.True(error is null or ImageDecodeException, error?.ToString());
        Exception? headerError = Record.Exception(() => _decoder.ReadHeader(file, "mutant"));
        Assert.True(headerError is null or ImageDecodeException, headerError?.ToString());
    }
}
