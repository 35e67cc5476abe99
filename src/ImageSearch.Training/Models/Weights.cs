using static TorchSharp.torch;

namespace ImageSearch.Training.Models;

/// <summary>The named tensors of a network: parameters that are learned, and buffers (running statistics).</summary>
/// <remarks>
/// Names are those of the PyTorch state dictionary. A tensor is created, with its initial value, the first time that
/// a layer asks for it; <see cref="DualEncoder"/> runs every layer once when it is made, so that all exist afterwards.
/// </remarks>
internal sealed class Weights : IDisposable
{
    private readonly Dictionary<string, Tensor> _parameters = [];
    private readonly Dictionary<string, Tensor> _buffers = [];

    /// <summary>Learned tensors by name, float32.</summary>
    public IReadOnlyDictionary<string, Tensor> Parameters => _parameters;

    /// <summary>Running statistics by name, float32.</summary>
    public IReadOnlyDictionary<string, Tensor> Buffers => _buffers;

    /// <summary>The type that layers compute in; parameters stay float32.</summary>
    public ScalarType ComputeType { get; set; } = ScalarType.Float32;

    /// <summary>True while training: dropout works, and batch statistics are used.</summary>
    public bool Training { get; set; }

    /// <summary>The parameter of that name, created with <paramref name="initial"/> the first time.</summary>
    public Tensor Parameter(string name, Func<Tensor> initial)
    {
        if (!_parameters.TryGetValue(name, out Tensor? tensor))
        {
            using (no_grad())
            {
                tensor = initial().to(ScalarType.Float32).contiguous().DetachFromDisposeScope();
            }

            tensor.requires_grad_(true);
            _parameters.Add(name, tensor);
        }

        return tensor;
    }

    /// <summary>The buffer of that name, created with <paramref name="initial"/> the first time.</summary>
    public Tensor Buffer(string name, Func<Tensor> initial)
    {
        if (!_buffers.TryGetValue(name, out Tensor? tensor))
        {
            tensor = initial().DetachFromDisposeScope();
            _buffers.Add(name, tensor);
        }

        return tensor;
    }

    /// <summary>Casts to <see cref="ComputeType"/>; gradients flow back in float32.</summary>
    public Tensor Compute(Tensor tensor) =>
        tensor.dtype == ComputeType ? tensor : tensor.to(ComputeType);

    /// <summary>Number of learned values.</summary>
    public long Count => _parameters.Values.Sum(p => p.numel());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _parameters.Values.Concat(_buffers.Values))
        {
            tensor.Dispose();
        }
    }
}
