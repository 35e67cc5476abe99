using ImageSearch.Evaluation;

namespace ImageSearch.Tests.Evaluation;

public sealed class RetrievalMetricsTests
{
    [Fact]
    public void A_perfect_model_has_recall_of_100_per_cent()
    {
        float[][] images = [.. Enumerable.Range(0, 20).Select(i => Axis(i, 20))];
        float[][] texts = [.. images.Concat(images)];
        int[] owners = [.. Enumerable.Range(0, 20), .. Enumerable.Range(0, 20)];

        RetrievalResult result = Measure(texts, images, owners);

        foreach (DirectionMetrics m in new[] { result.TextToImage, result.ImageToText })
        {
            Assert.Equal((100, 100, 100), (m.RecallAt1, m.RecallAt5, m.RecallAt10));
            Assert.Equal((1, 1, 1), (m.MedianRank, m.MeanRank, m.MeanReciprocalRank));
        }

        Assert.Equal((40, 20), (result.TextToImage.Queries, result.TextToImage.Candidates));
        Assert.Equal((20, 40), (result.ImageToText.Queries, result.ImageToText.Candidates));
    }

    [Fact]
    public void A_model_that_gives_everything_the_same_vector_comes_last()
    {
        float[][] images = [.. Enumerable.Repeat(Axis(0, 7), 30)];

        RetrievalResult result = Measure(images, images, [.. Enumerable.Range(0, 30)]);

        Assert.Equal((0, 30), (result.TextToImage.RecallAt10, result.TextToImage.MeanRank));
        Assert.Equal((0, 30), (result.ImageToText.RecallAt10, result.ImageToText.MeanRank));
    }

    [Fact]
    public void One_equal_score_of_a_wrong_picture_costs_one_rank()
    {
        float[][] images = [Axis(0, 3), Axis(0, 3), Axis(1, 3)];

        RetrievalResult result = Measure([Axis(0, 3), Axis(1, 3)], images, [0, 2]);

        Assert.Equal((50, 1.5, 0.75), (
            result.TextToImage.RecallAt1, result.TextToImage.MedianRank, result.TextToImage.MeanReciprocalRank));
    }

    [Fact]
    public void A_picture_without_a_sentence_is_ranked_but_does_not_ask()
    {
        float[][] images = [Axis(0, 3), Axis(1, 3), Axis(2, 3)];

        RetrievalResult result = Measure([Axis(1, 3)], images, [1]);

        Assert.Equal(1, result.ImageToText.Queries);
        Assert.Equal(3, result.TextToImage.Candidates);
    }

    [Fact]
    public void Chance_follows_the_number_of_right_answers()
    {
        float[][] images = [.. Enumerable.Range(0, 100).Select(i => Axis(i, 100))];
        int[] owners = [.. Enumerable.Range(0, 500).Select(t => t / 5)];

        RetrievalResult result = Measure([.. owners.Select(o => images[o])], images, owners);

        Assert.Equal(1, result.TextToImage.ChanceAt1, 9);
        Assert.Equal(10, result.TextToImage.ChanceAt10, 9);
        Assert.Equal(1, result.ImageToText.ChanceAt1, 9);
        // 1 − (495·494·493·492·491) / (500·499·498·497·496), by hand.
        Assert.Equal(4.9204, result.ImageToText.ChanceAt5, 3);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 2)]
    [InlineData(130, 67, 19)]
    [InlineData(300, 129, 64)]
    public void Blocks_change_nothing_against_sorting_all_pairs(int textCount, int imageCount, int dimension)
    {
        Random random = new(20_250_101 + textCount);
        float[][] texts = RandomUnits(random, textCount, dimension);
        float[][] images = RandomUnits(random, imageCount, dimension);
        int[] owners = [.. Enumerable.Range(0, textCount).Select(_ => random.Next(imageCount))];

        RetrievalResult result = Measure(texts, images, owners);

        double[] textRanks = [.. texts.Select((t, n) =>
            1.0 + images.Where((_, i) => i != owners[n]).Count(i => Dot(t, i) >= Dot(t, images[owners[n]])))];
        double[] imageRanks = [.. owners.Distinct().Select(i =>
        {
            double best = texts.Where((_, t) => owners[t] == i).Max(t => Dot(t, images[i]));
            return 1.0 + texts.Where((_, t) => owners[t] != i).Count(t => Dot(t, images[i]) >= best);
        })];
        Check(textRanks, result.TextToImage);
        Check(imageRanks, result.ImageToText);
    }

    [Fact]
    public void Vectors_that_are_not_unit_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Measure([[2f, 0f]], [[1f, 0f]], [0]));
        Assert.Throws<ArgumentException>(() => Measure([[1f, 0f]], [[float.NaN, 0f]], [0]));
    }

    [Fact]
    public void Shapes_and_owners_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Measure([[1f, 0f]], [[1f]], [0]));
        Assert.Throws<ArgumentException>(() => Measure([[1f, 0f]], [[1f, 0f]], [1]));
        Assert.Throws<ArgumentException>(() => Measure([[1f, 0f]], [[1f, 0f]], [0, 0]));
        Assert.Throws<ArgumentException>(() => Measure([], [], []));
    }

    [Fact]
    public void Cancelling_ends_the_ranking()
    {
        Assert.ThrowsAny<OperationCanceledException>(() =>
            RetrievalMetrics.Compute([[1f, 0f]], [[1f, 0f]], [0], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_report_survives_its_JSON()
    {
        RetrievalResult metrics = Measure([[1f, 0f]], [[1f, 0f]], [0]);
        EvaluationReport report = new(
            "vit", "abc", "flickr8k", "val", 1, 1, metrics, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        string json = report.ToJson();

        Assert.Equal(report, EvaluationReport.Parse(json));
        Assert.Contains("\"recallAt10\": 100", json, StringComparison.Ordinal);
        Assert.Contains("\"tieRule\"", json, StringComparison.Ordinal);
    }

    private static RetrievalResult Measure(float[][] texts, float[][] images, int[] owners) =>
        RetrievalMetrics.Compute(texts, images, owners, TestContext.Current.CancellationToken);

    private static void Check(double[] ranks, DirectionMetrics measured)
    {
        Assert.Equal(ranks.Length, measured.Queries);
        Assert.Equal(100.0 * ranks.Count(r => r <= 1) / ranks.Length, measured.RecallAt1, 9);
        Assert.Equal(100.0 * ranks.Count(r => r <= 5) / ranks.Length, measured.RecallAt5, 9);
        Assert.Equal(100.0 * ranks.Count(r => r <= 10) / ranks.Length, measured.RecallAt10, 9);
        Assert.Equal(ranks.Average(), measured.MeanRank, 9);
        Assert.Equal(ranks.Average(r => 1 / r), measured.MeanReciprocalRank, 9);
    }

    private static float[] Axis(int i, int dimension)
    {
        float[] vector = new float[dimension];
        vector[i] = 1;
        return vector;
    }

    private static float[][] RandomUnits(Random random, int rows, int dimension) =>
        [.. Enumerable.Range(0, rows).Select(_ =>
        {
            double[] v = [.. Enumerable.Range(0, dimension).Select(_ => random.NextDouble() - 0.5)];
            double length = Math.Sqrt(v.Sum(x => x * x));
            return v.Select(x => (float)(x / length)).ToArray();
        })];

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
