namespace ImageSearch.Evaluation;

/// <summary>How well one direction of retrieval ranks: words to pictures, or pictures to words.</summary>
/// <param name="Queries">Number of queries that the figures are means over.</param>
/// <param name="Candidates">Number of things that each query ranks.</param>
/// <param name="RecallAt1">Per cent of the queries whose right answer comes first.</param>
/// <param name="RecallAt5">Per cent of the queries with a right answer among the first 5.</param>
/// <param name="RecallAt10">Per cent of the queries with a right answer among the first 10.</param>
/// <param name="MedianRank">Median rank of the first right answer, from 1; the mean of the middle two if even.</param>
/// <param name="MeanRank">Mean rank of the first right answer, from 1.</param>
/// <param name="MeanReciprocalRank">Mean of 1 / rank, in (0, 1].</param>
/// <param name="ChanceAt1">Per cent that <paramref name="RecallAt1"/> has in a random order.</param>
/// <param name="ChanceAt5">Per cent that <paramref name="RecallAt5"/> has in a random order.</param>
/// <param name="ChanceAt10">Per cent that <paramref name="RecallAt10"/> has in a random order.</param>
public sealed record DirectionMetrics(
    int Queries,
    int Candidates,
    double RecallAt1,
    double RecallAt5,
    double RecallAt10,
    double MedianRank,
    double MeanRank,
    double MeanReciprocalRank,
    double ChanceAt1,
    double ChanceAt5,
    double ChanceAt10)
{
    /// <summary>Sums up ranks.</summary>
    /// <param name="ranks">Rank of the first right answer of each query, from 1; not empty.</param>
    /// <param name="candidates">Number of things ranked.</param>
    /// <param name="rightAnswers">Number of right answers of each query.</param>
    internal static DirectionMetrics From(int[] ranks, int candidates, int[] rightAnswers)
    {
        int[] sorted = [.. ranks.Order()];
        int n = sorted.Length;
        double Recall(int k) => 100.0 * ranks.Count(r => r <= k) / n;
        double Chance(int k) => 100.0 * rightAnswers.Average(c => ChanceOf(k, candidates, c));
        return new DirectionMetrics(
            n, candidates, Recall(1), Recall(5), Recall(10),
            (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0,
            sorted.Average(), sorted.Average(r => 1.0 / r),
            Chance(1), Chance(5), Chance(10));
    }

    /// <summary>Probability that k draws without replacement from <paramref name="candidates"/> hit one of
    /// <paramref name="right"/>: one minus the product of the probabilities to miss each time.</summary>
    private static double ChanceOf(int k, int candidates, int right)
    {
        double miss = 1;
        for (int i = 0; i < k && miss > 0; i++)
        {
            miss *= Math.Max(0, candidates - right - i) / (double)Math.Max(1, candidates - i);
        }

        return 1 - miss;
    }
}
