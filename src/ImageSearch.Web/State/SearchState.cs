using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using System.Web;
using ImageSearch.Client;

namespace ImageSearch.Web.State;

/// <summary>Everything that the search page shows, as its address says it: the address can be shared, and Back and
/// Forward restore it. Two states are equal when their addresses are.</summary>
public sealed record SearchState
{
    /// <summary>Results of each model when the address names no number.</summary>
    public const int DefaultCount = 10;

    /// <summary>Most results that the page asks each model for at once.</summary>
    public const int MaximumCount = 50;

    /// <summary>Most models side by side.</summary>
    public const int MaximumModels = 4;

    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>The words; null without.</summary>
    public string? Query { get; init; }

    /// <summary>Results wanted from each model.</summary>
    public int Count { get; init; } = DefaultCount;

    /// <summary>The models in the order of their columns; empty for the first ones that answer.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>What the pictures should not show; null for nothing.</summary>
    public string? Not { get; init; }

    /// <summary>Item to find similar ones to; null without.</summary>
    public long? Similar { get; init; }

    /// <summary>Number of a picture that was given to this page; the picture itself is in no address.</summary>
    public int? Picture { get; init; }

    /// <summary>Pattern of the path; null for all.</summary>
    public string? Path { get; init; }

    /// <summary>First day of the last change (UTC).</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the last change (UTC).</summary>
    public DateOnly? To { get; init; }

    /// <summary>Smallest size, in units of <see cref="InMegabytes"/>.</summary>
    public int? Larger { get; init; }

    /// <summary>Largest size, in units of <see cref="InMegabytes"/>.</summary>
    public int? Smaller { get; init; }

    /// <summary>True when sizes are in MB, otherwise they are in KB.</summary>
    public bool InMegabytes { get; init; }

    /// <summary>Item that is shown large; null for none.</summary>
    public long? View { get; init; }

    /// <summary>Model in whose column <see cref="View"/> was opened.</summary>
    public string? In { get; init; }

    /// <summary>True when there is something to look for.</summary>
    public bool HasSearch => Query is not null || Similar is not null || Picture is not null;

    /// <summary>True when some pictures are left out.</summary>
    public bool HasFilter => Path is not null || From is not null || To is not null
        || Larger is not null || Smaller is not null;

    /// <summary>The same without the large picture: what decides the results.</summary>
    public SearchState Search => this with { View = null, In = null };

    /// <summary>Reads an address; what it does not understand is left at its default.</summary>
    /// <param name="address">A whole address, or the part from the question mark on.</param>
    public static SearchState Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        int start = address.IndexOf('?', StringComparison.Ordinal);
        string query = start < 0 ? "" : address[(start + 1)..].Split('#')[0];
        NameValueCollection values = HttpUtility.ParseQueryString(query);
        return new SearchState
        {
            Query = Text(values["q"]),
            Count = Math.Clamp(Number(values["n"]) ?? DefaultCount, 1, MaximumCount),
            Models = [.. (values.GetValues("m") ?? []).Where(m => !string.IsNullOrWhiteSpace(m)).Select(m => m.Trim())
                .Distinct(StringComparer.Ordinal).Take(MaximumModels)],
            Not = Text(values["not"]),
            Similar = Id(values["similar"]),
            Picture = Number(values["picture"]) is { } picture and < int.MaxValue ? picture : null,
            Path = Text(values["path"]),
            From = Day(values["from"]),
            To = Day(values["to"]),
            Larger = Number(values["larger"]),
            Smaller = Number(values["smaller"]),
            InMegabytes = values["unit"] == "mb",
            View = Id(values["view"]),
            In = Text(values["in"]),
        };
    }

    /// <summary>Writes the address, relative to the site: <c>/</c> or <c>/?q=…</c>.</summary>
    public string ToQuery()
    {
        StringBuilder text = new();
        Add(text, "q", Query);
        Add(text, "similar", Similar?.ToString(CultureInfo.InvariantCulture));
        Add(text, "picture", Picture?.ToString(CultureInfo.InvariantCulture));
        Add(text, "n", Count == DefaultCount ? null : Count.ToString(CultureInfo.InvariantCulture));
        foreach (string model in Models)
        {
            Add(text, "m", model);
        }

        Add(text, "not", Not);
        Add(text, "path", Path);
        Add(text, "from", From?.ToString(DateFormat, CultureInfo.InvariantCulture));
        Add(text, "to", To?.ToString(DateFormat, CultureInfo.InvariantCulture));
        Add(text, "larger", Larger?.ToString(CultureInfo.InvariantCulture));
        Add(text, "smaller", Smaller?.ToString(CultureInfo.InvariantCulture));
        Add(text, "unit", InMegabytes ? "mb" : null);
        Add(text, "view", View?.ToString(CultureInfo.InvariantCulture));
        Add(text, "in", In);
        return $"/{text}";
    }

    /// <summary>The question to the backend.</summary>
    /// <param name="models">The models to ask.</param>
    public SearchRequest ToRequest(IReadOnlyList<string> models) => new()
    {
        Query = Picture is null && Similar is null ? Query : null,
        SimilarTo = Picture is null ? Similar : null,
        Not = Not,
        Count = Count,
        Models = models,
        Filter = !HasFilter ? null : new SearchFilter
        {
            Path = Path,
            ModifiedFrom = From is { } from ? new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), default) : null,
            ModifiedTo = To is { } to ? new DateTimeOffset(to.ToDateTime(TimeOnly.MaxValue), default) : null,
            SizeFrom = Larger * UnitBytes,
            SizeTo = Smaller * UnitBytes,
        },
    };

    /// <inheritdoc/>
    public bool Equals(SearchState? other) => other is not null && ToQuery() == other.ToQuery();

    /// <inheritdoc/>
    public override int GetHashCode() => ToQuery().GetHashCode(StringComparison.Ordinal);

    private long UnitBytes => InMegabytes ? 1_000_000 : 1_000;

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static int? Number(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static long? Id(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;

    private static DateOnly? Day(string? value) =>
        DateOnly.TryParseExact(value, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : null;
}
