using CsCheck;
using ImageSearch.Decoding;
using NetVips;

namespace ImageSearch.Tests.Decoding;

public sealed class ImageDecoderTests
{
    private readonly ImageDecoder _decoder = new();

    [Theory]
    [InlineData(".jpg[Q=95]", "jpeg", 6)]
    [InlineData(".png", "png", 0)]
    [InlineData(".png[palette=true]", "png", 24)]
    [InlineData(".png[interlace=true]", "png", 0)]
    [InlineData(".webp[lossless=true]", "webp", 0)]
    [InlineData(".webp[Q=95]", "webp", 24)]
    [InlineData(".gif", "gif", 24)]
    [InlineData(".tif", "tiff", 0)]
    [InlineData(".tif[compression=lzw,tile=true]", "tiff", 0)]
    [InlineData(".avif[Q=95]", "avif", 16)]
    public void Every_format_shows_the_picture_that_was_saved(string suffix, string format, int tolerance)
    {
        byte[] file = Pictures.Encode(96, 64, suffix);
        PixelImage picture = _decoder.Decode(file, "a file");
        Assert.Equal((96, 64), (picture.Width, picture.Height));
        AssertGradient(picture, tolerance);
        Assert.Equal(new ImageHeader(96, 64, format), _decoder.ReadHeader(file, "a file"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bmp_shows_the_picture_that_was_saved(bool fromTop)
    {
        byte[] file = Pictures.Bmp(5, 3, (x, y) => ((byte)(x * 10), (byte)(y * 20), 7), fromTop);
        PixelImage picture = _decoder.Decode(file, "a.bmp");
        Assert.Equal(new ImageHeader(5, 3, "bmp"), _decoder.ReadHeader(file, "a.bmp"));
        for (int y = 0; y < 3; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                Assert.Equal((x * 10, y * 20, 7), At(picture, x, y));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void All_eight_orientations_come_out_upright(int orientation)
    {
        using Image upright = Pictures.Gradient(40, 24);
        using Image stored = Store(upright, orientation);
        using Image tagged = stored.Mutate(m => m.Set(GValue.GIntType, "orientation", orientation));
        foreach (string suffix in (string[])[".jpg[Q=98]", ".tif", ".png", ".webp[lossless=true]"])
        {
            byte[] file = tagged.WriteToBuffer(suffix);
            PixelImage picture = _decoder.Decode(file, "turned");
            Assert.Equal((40, 24), (picture.Width, picture.Height));
            AssertGradient(picture, 6);
            ImageHeader header = _decoder.ReadHeader(file, "turned");
            Assert.Equal((40, 24), (header.Width, header.Height));
        }
    }

    [Fact]
    public void Transparent_places_become_white()
    {
        using Image colour = Pictures.Gradient(8, 8);
        using Image alpha = Image.Black(8, 8);
        using Image clear = colour.Bandjoin(alpha);
        using Image image = clear.Copy(interpretation: Enums.Interpretation.Srgb);
        PixelImage picture = _decoder.Decode(image.WriteToBuffer(".png"), "clear.png");
        Assert.All(picture.Rgb, b => Assert.Equal(255, b));
    }

    [Fact]
    public void Grey_with_alpha_becomes_colour_on_white()
    {
        using Image grey = Image.Black(4, 4) + 100;
        using Image joined = grey.Bandjoin(Image.Black(4, 4) + 255);
        using Image bytes = joined.Cast(Enums.BandFormat.Uchar);
        using Image image = bytes.Copy(interpretation: Enums.Interpretation.Bw);
        PixelImage picture = _decoder.Decode(image.WriteToBuffer(".png"), "grey.png");
        Assert.All(picture.Rgb, b => Assert.Equal(100, b));
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        using Image gradient = Pictures.Gradient(32, 16);
        using Image wide = gradient.Cast(Enums.BandFormat.Ushort) * 257;
        using Image cast = wide.Cast(Enums.BandFormat.Ushort);
        using Image image = cast.Copy(interpretation: Enums.Interpretation.Rgb16);
        AssertGradient(_decoder.Decode(image.WriteToBuffer(".png[bitdepth=16]"), "16.png"), 1);
        AssertGradient(_decoder.Decode(image.WriteToBuffer(".tif"), "16.tif"), 1);
    }

    [Fact]
    public void A_cmyk_jpeg_becomes_sRGB()
    {
        using Image colour = (Image.Black(32, 32, bands: 3) + new double[] { 200, 60, 60 })
            .Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using Image cmyk = colour.Colourspace(Enums.Interpretation.Cmyk);
        (int r, int g, int b) = At(_decoder.Decode(cmyk.WriteToBuffer(".jpg[Q=98]"), "cmyk.jpg"), 16, 16);
        Assert.InRange(r, 170, 230);
        Assert.InRange(g, 40, 90);
        Assert.InRange(b, 40, 90);
    }

    [Fact]
    public void An_embedded_profile_is_applied()
    {
        // The same red in Display P3 numbers is a stronger red in sRGB.
        using Image stored = (Image.Black(16, 16, bands: 3) + new double[] { 200, 60, 60 })
            .Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        (int r, int g, _) = At(_decoder.Decode(stored.WriteToBuffer(".png[profile=p3]"), "p3.png"), 8, 8);
        Assert.InRange(r, 205, 225);
        Assert.InRange(g, 30, 57);
    }

    [Theory]
    [InlineData(".jpg", 0, 640, 480)]
    [InlineData(".jpg", 224, 320, 240)]
    [InlineData(".jpg", 240, 320, 240)]
    [InlineData(".jpg", 241, 640, 480)]
    [InlineData(".jpg", 20, 26, 20)]
    [InlineData(".webp", 160, 213, 160)]
    [InlineData(".png", 160, 213, 160)]
    [InlineData(".tif", 481, 640, 480)]
    public void Large_pictures_may_shrink_but_never_below_the_minimum(
        string suffix, int minimumSide, int width, int height)
    {
        byte[] file = Pictures.Encode(640, 480, suffix);
        PixelImage picture = _decoder.Decode(file, "large", minimumSide);
        Assert.InRange(picture.Width, width, width + 1);
        Assert.InRange(picture.Height, height, height + 1);
        AssertGradient(picture, 12);
    }

    [Fact]
    public void Shrinking_is_by_a_whole_factor_and_keeps_the_shorter_side_long_enough() =>
        Gen.Select(
            Gen.Int[1, 300], Gen.Int[1, 300], Gen.Int[1, 300],
            Gen.OneOf(Gen.Const(".jpg"), Gen.Const(".png"), Gen.Const(".webp"))).Sample(
            (width, height, minimumSide, suffix) =>
            {
                byte[] file = Pictures.Encode(width, height, suffix);
                PixelImage picture = _decoder.Decode(file, "any", minimumSide);
                int shorter = Math.Min(width, height);
                int most = Math.Max(1, shorter / minimumSide);
                int[] factors = [.. Enumerable.Range(1, most).Where(f => f == most || f > most / 2)];
                Assert.InRange(Math.Min(picture.Width, picture.Height), Math.Min(minimumSide, shorter), shorter);
                Assert.Contains(factors, f =>
                    Math.Abs(picture.Width - width / (double)f) < 1
                    && Math.Abs(picture.Height - height / (double)f) < 1);
            },
            iter: 300,
            threads: 1);

    private static (int R, int G, int B) At(PixelImage picture, int x, int y)
    {
        int i = (y * picture.Width + x) * 3;
        return (picture.Rgb[i], picture.Rgb[i + 1], picture.Rgb[i + 2]);
    }

    private static void AssertGradient(PixelImage picture, int tolerance)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                (int r, int g, int b) = At(picture, x, y);
                double red = x * 255.0 / (picture.Width - 1);
                double green = y * 255.0 / (picture.Height - 1);
                bool near = Math.Abs(r - red) <= tolerance + 1 && Math.Abs(g - green) <= tolerance + 1
                    && Math.Abs(b - 64) <= tolerance + 1;
                Assert.True(near, $"({x}, {y}) is ({r}, {g}, {b}), not ({red:F0}, {green:F0}, 64)");
            }
        }
    }

    // What a camera stores so that a viewer that obeys the tag shows the picture upright.
    private static Image Store(Image upright, int orientation) => orientation switch
    {
        2 => upright.FlipHor(),
        3 => upright.Rot180(),
        4 => upright.FlipVer(),
        5 => upright.Rot90().FlipHor(),
        6 => upright.Rot270(),
        7 => upright.Rot270().FlipHor(),
        8 => upright.Rot90(),
        _ => upright.Copy(),
    };
}
