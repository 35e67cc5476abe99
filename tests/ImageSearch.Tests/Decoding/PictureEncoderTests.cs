using ImageSearch.Decoding;
using NetVips;

namespace ImageSearch.Tests.Decoding;

public sealed class PictureEncoderTests
{
    private static readonly ImageDecoder Decoder = new();

    [Theory]
    [InlineData(PictureFormat.Png, "png")]
    [InlineData(PictureFormat.Jpeg, "jpeg")]
    [InlineData(PictureFormat.Webp, "webp")]
    public void A_picture_is_written_in_the_format_that_is_asked_for(PictureFormat format, string name)
    {
        byte[] file = PictureEncoder.Encode(Gradient(60, 40), format, 256);
        Assert.Equal(new ImageHeader(60, 40, name), Decoder.ReadHeader(file, "x"));
    }

    [Theory]
    [InlineData(400, 200, 100, 100, 50)]
    [InlineData(200, 400, 100, 50, 100)]
    [InlineData(100, 100, 100, 100, 100)]
    [InlineData(30, 20, 100, 30, 20)]
    [InlineData(5000, 1, 64, 64, 1)]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(1001, 17, 1, 1, 1)]
    public void It_fits_into_the_square_and_is_never_enlarged(int width, int height, int side, int wide, int high)
    {
        byte[] file = PictureEncoder.Encode(Gradient(width, height), PictureFormat.Webp, side);
        ImageHeader header = Decoder.ReadHeader(file, "x");
        Assert.Equal((wide, high), (header.Width, header.Height));
    }

    [Fact]
    public void Lossless_pixels_come_back_as_they_were()
    {
        PixelImage image = Gradient(61, 43);
        PixelImage again = Decoder.Decode(PictureEncoder.Encode(image, PictureFormat.Png, 100), "x");
        Assert.Equal(image.Rgb, again.Rgb);
    }

    [Theory, InlineData(PictureFormat.Jpeg), InlineData(PictureFormat.Webp), InlineData(PictureFormat.Png)]
    public void A_smaller_picture_shows_the_same(PictureFormat format)
    {
        PixelImage small = Decoder.Decode(PictureEncoder.Encode(Gradient(1600, 1200), format, 160), "x");
        PixelImage drawn = Gradient(160, 120);
        Assert.Equal((drawn.Width, drawn.Height), (small.Width, small.Height));
        double mean = drawn.Rgb.Zip(small.Rgb, (a, b) => Math.Abs(a - b)).Average();
        Assert.True(mean < 2.5, $"The mean difference is {mean:F2} of 255.");
    }

    [Fact]
    public void Nothing_but_pixels_is_written()
    {
        using Image written = Image.NewFromBuffer(PictureEncoder.Encode(Gradient(50, 50), PictureFormat.Jpeg, 50));
        Assert.DoesNotContain(written.GetFields(), field => field.Contains("exif") || field.Contains("icc"));
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(PictureEncoder.MaximumSide + 1)]
    public void A_side_outside_its_range_is_refused(int side) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PictureEncoder.Encode(Gradient(2, 2), PictureFormat.Png, side));

    [Fact]
    public void An_unknown_format_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureEncoder.Encode(Gradient(2, 2), (PictureFormat)9, 2));

    [Theory]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".png", "image/png")]
    [InlineData(".webp", "image/webp")]
    [InlineData(".gif", "image/gif")]
    [InlineData(".tif", "image/tiff")]
    [InlineData(".avif", "image/avif")]
    public void The_media_type_follows_from_the_bytes(string suffix, string type)
    {
        byte[] file = Pictures.Encode(32, 32, suffix);
        Assert.Equal(type, PictureMediaType.Find(file.AsSpan(0, Math.Min(PictureMediaType.PrefixLength, file.Length))));
    }

    [Fact]
    public void A_bitmap_has_its_media_type() =>
        Assert.Equal("image/bmp", PictureMediaType.Find(Pictures.Bmp(3, 3, (_, _) => (1, 2, 3))));

    [Theory]
    [InlineData("")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("%PDF-1.7")]
    public void What_is_no_picture_has_no_media_type(string text) =>
        Assert.Null(PictureMediaType.Find(System.Text.Encoding.UTF8.GetBytes(text)));

    private static PixelImage Gradient(int width, int height) =>
        Decoder.Decode(Pictures.Encode(width, height, ".png"), "gradient.png");
}
