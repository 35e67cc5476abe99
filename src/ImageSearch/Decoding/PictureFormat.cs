namespace ImageSearch.Decoding;

/// <summary>The formats that pictures are written in.</summary>
public enum PictureFormat
{
    /// <summary>Lossless.</summary>
    Png,

    /// <summary>Lossy; every program reads it.</summary>
    Jpeg,

    /// <summary>Lossy, and smaller than <see cref="Jpeg"/> at the same look; every browser since 2020 shows
    /// it.</summary>
    Webp,
}
