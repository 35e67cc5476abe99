using System.Globalization;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>Sentences as people search with, each another one: 3.2 million before one comes again.</summary>
internal sealed class Sentences
{
    // Coprime to the number of sentences, so that neighbours differ in every word and none comes twice.
    private const long Step = 1_234_577;

    private static readonly string[] Colours =
        ["red", "green", "blue", "yellow", "white", "black", "brown", "orange", "grey", "pink"];

    private static readonly string[] Things =
    [
        "dog", "cat", "horse", "bird", "cow", "sheep", "car", "bus", "train", "bicycle", "boat", "plane", "house",
        "tower", "bridge", "tree", "flower", "man", "woman", "child", "table", "chair", "cup", "plate", "cake", "apple",
        "bread", "book", "clock", "lamp", "ball", "kite", "hat", "shoe", "bag", "phone", "guitar", "hammer", "fence",
        "statue",
    ];

    private static readonly string[] Relations =
    [
        "next to a", "behind a", "in front of a", "under a", "on top of a", "near a", "left of a", "right of a",
        "looking at a", "with a",
    ];

    private static readonly string[] Places =
    [
        "on the beach", "in a forest", "in an office", "on a street", "in the kitchen", "in the snow", "at night",
        "in the rain", "in a garden", "on a table", "at a station", "in the mountains", "by the river", "in a field",
        "in a museum", "at the market", "on a roof", "in a workshop", "at sunset", "in the fog",
    ];

    private long _next;

    /// <summary>One that was not given before.</summary>
    public string Next()
    {
        long count = (long)Colours.Length * Things.Length * Relations.Length * Things.Length * Places.Length;
        long n = Interlocked.Increment(ref _next) * Step % count;
        return string.Create(CultureInfo.InvariantCulture, $"a {Take(Colours, ref n)} {Take(Things, ref n)} "
            + $"{Take(Relations, ref n)} {Take(Things, ref n)} {Take(Places, ref n)}");
    }

    private static string Take(string[] words, ref long n)
    {
        (n, long place) = Math.DivRem(n, words.Length);
        return words[place];
    }
}
