using System.Globalization;

namespace ImageSearch.Web.State;

/// <summary>Writes quantities for people.</summary>
public static class Units
{
    /// <summary>A length in bytes: <c>512 bytes</c>, <c>84 KB</c>, <c>3.2 MB</c>, thousands being 1,000.</summary>
    /// <param name="bytes">The length.</param>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} KB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary>A time: <c>0.42 ms</c>, <c>7.3 ms</c>, <c>120 ms</c>, <c>1.4 s</c>.</summary>
    /// <param name="milliseconds">The time.</param>
    public static string Time(double milliseconds) => milliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00} ms"),
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000:0.0} s"),
    };

    /// <summary>A similarity with three decimals.</summary>
    /// <param name="similarity">Cosine similarity.</param>
    public static string Score(double similarity) => similarity.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A number with its thousands parted.</summary>
    /// <param name="count">The number.</param>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share of the whole in CSS, 0 % to 100 %.</summary>
    /// <param name="share">0 to 1; what is outside is cut.</param>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(share, 0, 1) * 100:0.#}%");
}
