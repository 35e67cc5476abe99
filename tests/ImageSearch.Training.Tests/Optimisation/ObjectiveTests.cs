using ImageSearch.Training.Optimisation;
using static TorchSharp.torch;

namespace ImageSearch.Training.Tests.Optimisation;

public class ObjectiveTests
{
    private const double Temperature = 0.05;

    [Fact]
    public void InfoNce_equals_its_definition()
    {
        double[][] a = Unit(1), b = Unit(2);
        Assert.Equal(Oracle(a, b, new bool[5, 5]), Measure(a, b, [1, 2, 3, 4, 5]), 4);
    }

    [Fact]
    public void Pairs_of_one_group_are_neither_right_nor_wrong()
    {
        double[][] a = Unit(3), b = Unit(4);
        bool[,] excluded = new bool[5, 5];
        excluded[1, 3] = excluded[3, 1] = true;
        double expected = Oracle(a, b, excluded);
        Assert.Equal(expected, Measure(a, b, [1, 7, 3, 7, 5]), 4);
        Assert.NotEqual(expected, Measure(a, b, [1, 2, 3, 4, 5]), 4);
    }

    [Fact]
    public void The_rate_rises_then_falls_to_zero()
    {
        using TinyData data = new();
        RunSettings settings = data.Settings(Training.Models.VisionKind.Vit) with { LearningRate = 1, WarmUp = 0.1 };
        double[] rates = [.. Enumerable.Range(0, 101).Select(step => settings.RateAt(step, 100))];
        Assert.Equal(0.1, rates[0], 6);
        Assert.Equal(1, rates[9], 6);
        Assert.Equal(1, rates[10], 6);
        Assert.Equal(0.5, rates[55], 6);
        Assert.Equal(0, rates[100], 6);
    }

    private static double Measure(double[][] a, double[][] b, long[] groups)
    {
        using var scope = NewDisposeScope();
        return Objective.InfoNce(Matrix(a), Matrix(b), Objective.SameGroup(groups), Temperature).item<float>();
    }

    // −log of the softmax share of the right answer, the mean over rows and columns.
    private static double Oracle(double[][] a, double[][] b, bool[,] excluded)
    {
        double Logit(int i, int j) => excluded[i, j] ? -1e4 : a[i].Zip(b[j], (x, y) => x * y).Sum() / Temperature;
        int[] all = [0, 1, 2, 3, 4];
        double rows = all.Average(i => Math.Log(all.Sum(j => Math.Exp(Logit(i, j)))) - Logit(i, i));
        double columns = all.Average(j => Math.Log(all.Sum(i => Math.Exp(Logit(i, j)))) - Logit(j, j));
        return (rows + columns) / 2;
    }

    private static Tensor Matrix(double[][] rows) =>
        tensor(rows.SelectMany(r => r.Select(v => (float)v)).ToArray(), [rows.Length, rows[0].Length]);

    private static double[][] Unit(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 5).Select(_ =>
        {
            double[] v = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble() - 0.5)];
            double length = Math.Sqrt(v.Sum(x => x * x));
            return v.Select(x => x / length).ToArray();
        })];
    }
}
