namespace ImageSearch.Evaluation;

/// <summary>How alike two rankings are.</summary>
/// <param name="Count">k: places of each that were compared, the length of the shorter one.</param>
/// <param name="Shared">Pictures that both have among their first k.</param>
/// <param name="Overlap">Overlap@k: <paramref name="Shared"/> / <paramref name="Count"/>, 0 to 1; 0 when a ranking is
/// empty.</param>
/// <param name="RankCorrelation">Kendall's τ of the shared pictures, -1 (reversed) to 1 (same order); null with fewer
/// than two.</param>
public sealed record Agreement(int Count, int Shared, double Overlap, double? RankCorrelation);

/// <summary>Compares the rankings of two models.</summary>
public static class RankAgreement
{
    /// <summary>Compares the first k places, k being the length of the shorter ranking.</summary>
    /// <remarks>Over the n pictures that both have among them,
    /// <c>τ = (concordant pairs − discordant pairs) / (n·(n − 1) / 2)</c>; a pair is concordant when both rankings have
    /// it in the same order. M. G. Kendall, "A new measure of rank correlation", Biometrika 30 (1938). A ranking has no
    /// ties, so that all of its variants are the same.</remarks>
    /// <param name="first">Ids, best first, each once.</param>
    /// <param name="second">The same of the other ranking.</param>
    /// <exception cref="ArgumentException">A ranking has an id twice among its first k.</exception>
    public static Agreement Compute(IReadOnlyList<long> first, IReadOnlyList<long> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        int count = Math.Min(first.Count, second.Count);
        Dictionary<long, int> places = Places(second, count, nameof(second));
        // Places in the second ranking, in the order of the first.
        int[] shared = [.. Places(first, count, nameof(first)).OrderBy(p => p.Value)
            .Where(p => places.ContainsKey(p.Key)).Select(p => places[p.Key])];
        return new Agreement(
            count, shared.Length, count == 0 ? 0 : (double)shared.Length / count, Correlate(shared));
    }

    private static Dictionary<long, int> Places(IReadOnlyList<long> ranking, int count, string name)
    {
        Dictionary<long, int> places = new(count);
        for (int place = 0; place < count; place++)
        {
            if (!places.TryAdd(ranking[place], place))
            {
                throw new ArgumentException($"The ranking has the id {ranking[place]} twice.", name);
            }
        }

        return places;
    }

    private static double? Correlate(int[] places)
    {
        if (places.Length < 2)
        {
            return null;
        }

        long balance = 0;
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = i + 1; j < places.Length; j++)
            {
                balance += places[i] < places[j] ? 1 : -1;
            }
        }

        return balance / (places.Length * (places.Length - 1L) / 2.0);
    }
}
