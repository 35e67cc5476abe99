using static TorchSharp.torch;

namespace ImageSearch.Training.Optimisation;

/// <summary>AdamW (Loshchilov and Hutter 2019, algorithm 2): Adam with decoupled weight decay.</summary>
/// <remarks>Own code because the state must be saved by parameter name beside the parameters, exactly, and because
/// vectors (biases, norms) are exempt from decay, as is usual for transformers.</remarks>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.98, Epsilon = 1e-6;
    private readonly IReadOnlyDictionary<string, Tensor> _parameters;
    private readonly double _weightDecay;
    private readonly Dictionary<string, Tensor> _state = [];

    /// <summary>Prepares the moments, all zero.</summary>
    public AdamW(IReadOnlyDictionary<string, Tensor> parameters, double weightDecay)
    {
        _parameters = parameters;
        _weightDecay = weightDecay;
        foreach ((string name, Tensor parameter) in parameters)
        {
            _state[FirstMoment(name)] = zeros_like(parameter).requires_grad_(false).DetachFromDisposeScope();
            _state[SecondMoment(name)] = zeros_like(parameter).requires_grad_(false).DetachFromDisposeScope();
        }
    }

    /// <summary>Both moments by name, for the checkpoint.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _state;

    /// <summary>Changes every parameter that has a gradient, and clears the gradients.</summary>
    /// <param name="step">Steps done before this one.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="maximumNorm">Gradients are scaled down to this common norm (Pascanu et al. 2013).</param>
    /// <returns>The norm before.</returns>
    public double Step(int step, double rate, double maximumNorm)
    {
        using var scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        (string Name, Tensor Value, Tensor Gradient)[] all =
            [.. _parameters.Where(p => p.Value.grad is not null).Select(p => (p.Key, p.Value, p.Value.grad!))];
        double norm = Math.Sqrt(all.Sum(p => p.Gradient.square().sum().item<float>()));
        double scale = norm > maximumNorm ? maximumNorm / norm : 1;
        double correction1 = 1 - Math.Pow(Beta1, step + 1), correction2 = 1 - Math.Pow(Beta2, step + 1);
        foreach ((string name, Tensor value, Tensor gradient) in all)
        {
            gradient.mul_(scale);
            Tensor first = _state[FirstMoment(name)], second = _state[SecondMoment(name)];
            first.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
            second.mul_(Beta2).addcmul_(gradient, gradient, value: 1 - Beta2);
            if (value.dim() > 1)
            {
                value.mul_(1 - (rate * _weightDecay));
            }

            Tensor root = (second / correction2).sqrt_().add_(Epsilon);
            value.addcdiv_(first, root, value: -rate / correction1);
            gradient.zero_();
        }

        return norm;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _state.Values)
        {
            tensor.Dispose();
        }
    }

    private static string FirstMoment(string name) => "optimizer.exp_avg." + name;

    private static string SecondMoment(string name) => "optimizer.exp_avg_sq." + name;
}
