namespace ImageSearch.Cli.Gallery;

/// <summary>English forms of words: plurals, articles and numbers.</summary>
internal static class Wording
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["man"] = "men",
        ["woman"] = "women",
        ["child"] = "children",
        ["person"] = "people",
        ["snowman"] = "snowmen",
        ["sheep"] = "sheep",
        ["loaf"] = "loaves",
    };

    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four"];

    /// <summary>Puts <c>a</c> or <c>an</c> before a phrase.</summary>
    public static string WithArticle(string phrase) =>
        ("aeio".Contains(phrase[0], StringComparison.Ordinal) || phrase.StartsWith("um", StringComparison.Ordinal)
            ? "an " : "a ") + phrase;

    public static string Number(int count) => Numbers[count];

    /// <summary>Gives the plural of a noun; of <c>cup of coffee</c>, the cup's.</summary>
    public static string Plural(string noun)
    {
        int of = noun.IndexOf(" of ", StringComparison.Ordinal);
        if (of > 0)
        {
            return Plural(noun[..of]) + noun[of..];
        }

        int space = noun.LastIndexOf(' ');
        if (space > 0)
        {
            return noun[..(space + 1)] + Plural(noun[(space + 1)..]);
        }

        if (Irregular.TryGetValue(noun, out string? plural))
        {
            return plural;
        }

        if (noun.EndsWith('y') && !"aeiou".Contains(noun[^2], StringComparison.Ordinal))
        {
            return noun[..^1] + "ies";
        }

        bool hisses = noun.EndsWith('s') || noun.EndsWith('x') || noun.EndsWith("ch", StringComparison.Ordinal)
            || noun.EndsWith("sh", StringComparison.Ordinal);
        return noun + (hisses ? "es" : "s");
    }
}
