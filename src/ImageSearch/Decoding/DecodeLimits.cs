using System.ComponentModel.DataAnnotations;

namespace ImageSearch.Decoding;

/// <summary>What a picture may cost before it is refused. Both are checked before any pixel is decoded.</summary>
public sealed class DecodeLimits
{
    /// <summary>Largest picture, width · height in millions. <c>IMAGESEARCH__DECODING__MAXMEGAPIXELS</c>;
    /// default 100. One megapixel takes up to 8 MB while it is decoded at full size.</summary>
    [Range(0.001, 2_000)]
    public double MaxMegapixels { get; set; } = 100;

    /// <summary>Largest file in bytes. <c>IMAGESEARCH__DECODING__MAXBYTES</c>; default 512 MiB.</summary>
    [Range(1, int.MaxValue)]
    public long MaxBytes { get; set; } = 512L * 1024 * 1024;
}
