using ImageSearch.Decoding;
using NetVips;

namespace ImageSearch.Tests.Decoding;

public sealed class ColourTests
{
    private readonly ImageDecoder _decoder = new();

    [Theory]
    [InlineData(Enums.Interpretation.Lab)]
    [InlineData(Enums.Interpretation.Scrgb)]
    [InlineData(Enums.Interpretation.Rgb16)]
    [InlineData(Enums.Interpretation.Cmyk)]
    public void Every_colour_space_of_tiff_comes_out_as_sRGB(Enums.Interpretation space)
    {
        using Image plain = Plain(180, 90, 60);
        using Image stored = plain.Colourspace(space);
        AssertPlain(_decoder.Decode(stored.WriteToBuffer(".tif"), "a.tif"), 180, 90, 60, tolerance: 12);
    }

    [Theory]
    [InlineData(".png[bitdepth=1]")]
    [InlineData(".tif[bitdepth=1]")]
    [InlineData(".gif")]
    [InlineData(".jpg[Q=95]")]
    public void Black_and_white_stay_black_and_white(string suffix)
    {
        using Image columns = Image.Xyz(16, 8)[0];
        using Image half = columns < 8;
        using Image image = half.Copy(interpretation: Enums.Interpretation.Bw);
        PixelImage picture = _decoder.Decode(image.WriteToBuffer(suffix), "half");
        Assert.InRange(picture.Rgb[0], 250, 255);
        Assert.InRange(picture.Rgb[^1], 0, 5);
    }

    [Fact]
    public void Sixteen_bit_grey_with_alpha_lies_on_white()
    {
        using Image grey = (Image.Black(4, 4) + 0x4000).Cast(Enums.BandFormat.Ushort);
        using Image alpha = (Image.Black(4, 4) + 0x8000).Cast(Enums.BandFormat.Ushort);
        using Image joined = grey.Bandjoin(alpha);
        using Image image = joined.Copy(interpretation: Enums.Interpretation.Grey16);
        PixelImage picture = _decoder.Decode(image.WriteToBuffer(".png[bitdepth=16]"), "grey16.png");
        AssertPlain(picture, 160, 160, 160, tolerance: 2);
    }

    [Fact]
    public void A_broken_profile_is_ignored()
    {
        using Image plain = Plain(180, 90, 60);
        byte[] garbage = new byte[300];
        new Random(5).NextBytes(garbage);
        using Image tagged = plain.Mutate(m => m.Set(GValue.BlobType, "icc-profile-data", garbage));
        AssertPlain(_decoder.Decode(tagged.WriteToBuffer(".jpg[Q=98]"), "a.jpg"), 180, 90, 60, tolerance: 3);
    }

    [Fact]
    public void A_profile_that_says_sRGB_changes_nothing()
    {
        using Image plain = Plain(180, 90, 60);
        byte[] file = plain.WriteToBuffer(".png[profile=srgb]");
        AssertPlain(_decoder.Decode(file, "a.png"), 180, 90, 60, tolerance: 0);
    }

    [Theory]
    [InlineData(".tif")]
    [InlineData(".webp[lossless=true]")]
    public void Only_the_first_page_is_shown(string suffix)
    {
        using Image first = Plain(10, 20, 30);
        using Image second = Plain(200, 210, 220);
        using Image joined = first.Join(second, Enums.Direction.Vertical);
        using Image pages = joined.Mutate(m => m.Set(GValue.GIntType, "page-height", first.Height));
        PixelImage picture = _decoder.Decode(pages.WriteToBuffer(suffix), "pages");
        Assert.Equal(first.Height, picture.Height);
        AssertPlain(picture, 10, 20, 30, tolerance: 1);
    }

    [Fact]
    public void A_heic_file_says_what_to_do()
    {
        byte[] file = [.. "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8, .. new byte[100]];
        var error = Assert.Throws<ImageDecodeException>(() => _decoder.Decode(file, "IMG_1.HEIC"));
        Assert.Contains("Save it as JPEG", error.Reason, StringComparison.Ordinal);
    }

    private static Image Plain(int r, int g, int b)
    {
        using Image sum = Image.Black(16, 12, bands: 3) + new double[] { r, g, b };
        using Image bytes = sum.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static void AssertPlain(PixelImage picture, int r, int g, int b, int tolerance)
    {
        for (int i = 0; i < picture.Rgb.Length; i += 3)
        {
            Assert.InRange(picture.Rgb[i], r - tolerance, r + tolerance);
            Assert.InRange(picture.Rgb[i + 1], g - tolerance, g + tolerance);
            Assert.InRange(picture.Rgb[i + 2], b - tolerance, b + tolerance);
        }
    }
}
