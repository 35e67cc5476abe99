using ImageSearch.Training.Optimisation;
using static TorchSharp.torch;

namespace ImageSearch.Training.Tests.Optimisation;

public class AdamWTests
{
    [Theory, InlineData(2), InlineData(1)]
    public void Three_steps_equal_the_paper_s_algorithm_and_vectors_do_not_decay(int dimensions)
    {
        double[] value = [0.5, -1.5, 2];
        double[][] gradients = [[0.1, -0.2, 0.05], [-0.3, 0.1, 0.2], [0.02, 0.4, -0.1]];
        long[] shape = dimensions == 2 ? [1, 3] : [3];
        using Tensor parameter = tensor(value.Select(v => (float)v).ToArray(), shape).requires_grad_(true);
        using AdamW optimizer = new(new Dictionary<string, Tensor> { ["p"] = parameter }, weightDecay: 0.1);
        for (int step = 0; step < 3; step++)
        {
            parameter.grad?.zero_();
            using Tensor gradient = tensor(gradients[step].Select(g => (float)g).ToArray(), shape);
            (parameter * gradient).sum().backward();
            optimizer.Step(step, 0.01, maximumNorm: 100);
        }

        double[] expected = Oracle(value, gradients, rate: 0.01, decay: dimensions == 2 ? 0.1 : 0);
        float[] actual = parameter.detach().flatten().data<float>().ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5));
    }

    [Fact]
    public void A_large_gradient_is_scaled_to_the_maximum_norm()
    {
        using Tensor parameter = tensor(new[] { 1f, 1f }, [1, 2]).requires_grad_(true);
        using Tensor gradient = tensor(new[] { 30f, 40f }, [1, 2]);
        using AdamW optimizer = new(new Dictionary<string, Tensor> { ["p"] = parameter }, weightDecay: 0);
        (parameter * gradient).sum().backward();
        Assert.Equal(50, optimizer.Step(0, 0.01, maximumNorm: 1), 3);
        float[] first = optimizer.State["optimizer.exp_avg.p"].data<float>().ToArray();
        Assert.Equal(0.1 * 0.6, first[0], 5);
        Assert.Equal(0.1 * 0.8, first[1], 5);
    }

    private static double[] Oracle(double[] start, double[][] gradients, double rate, double decay)
    {
        double[] value = [.. start], m = new double[3], v = new double[3];
        for (int t = 1; t <= gradients.Length; t++)
        {
            for (int i = 0; i < 3; i++)
            {
                double g = gradients[t - 1][i];
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.98 * v[i]) + (0.02 * g * g);
                double mHat = m[i] / (1 - Math.Pow(0.9, t)), vHat = v[i] / (1 - Math.Pow(0.98, t));
                value[i] = (value[i] * (1 - (rate * decay))) - (rate * mHat / (Math.Sqrt(vHat) + 1e-6));
            }
        }

        return value;
    }
}
