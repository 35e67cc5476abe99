using System.Text;
using NetVips;

namespace ImageSearch.Decoding;

/// <summary>Brings every colour layout that files use to three bands of 8-bit sRGB.</summary>
internal static class ColourConverter
{
    private const string ProfileField = "icc-profile-data";
    private static readonly double[] White = [255, 255, 255];

    /// <summary>True when the picture has three 8-bit sRGB bands already.</summary>
    public static bool IsSrgb(Image image) =>
        image is { Bands: 3, Interpretation: Enums.Interpretation.Srgb, Format: Enums.BandFormat.Uchar }
        && !NeedsProfile(image);

    /// <summary>Returns a picture with three 8-bit sRGB bands, alpha blended onto white.</summary>
    /// <exception cref="VipsException">The colours cannot be converted.</exception>
    public static Image ToSrgb(Image image)
    {
        using Image standard = Convert(image);
        using Image opaque = standard.HasAlpha() ? standard.Flatten(White) : standard.Copy();
        using Image three = opaque.Bands > 3 ? opaque.ExtractBand(0, 3) : opaque.Copy();
        return three.Cast(Enums.BandFormat.Uchar);
    }

    private static Image Convert(Image image)
    {
        if (NeedsProfile(image))
        {
            try
            {
                return image.IccTransform("srgb", embedded: true, depth: 8);
            }
            catch (VipsException)
            {
                // A profile that cannot be read is ignored, as every viewer does; the pixels are still whole.
            }
        }

        return image.Colourspace(Enums.Interpretation.Srgb);
    }

    private static bool NeedsProfile(Image image) =>
        image.Contains(ProfileField) && image.Get(ProfileField) is byte[] profile && !IsStandard(profile);

    // Most photos name sRGB itself; converting sRGB to sRGB would cost more than decoding them.
    private static bool IsStandard(byte[] profile) =>
        profile.AsSpan().IndexOf("sRGB"u8) >= 0
        || profile.AsSpan().IndexOf(Encoding.BigEndianUnicode.GetBytes("sRGB")) >= 0;
}
