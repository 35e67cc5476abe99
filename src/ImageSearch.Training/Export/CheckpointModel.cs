using System.Globalization;
using ImageSearch.Training.Models;
using ImageSearch.Training.Onnx;
using ImageSearch.Training.Optimisation;
using static TorchSharp.torch;

namespace ImageSearch.Training.Export;

/// <summary>The network of a run's best checkpoint.</summary>
internal sealed class CheckpointModel : IDisposable
{
    /// <summary>Loads it.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="InvalidDataException">The run has no checkpoint yet, or it is damaged.</exception>
    public CheckpointModel(string folder)
    {
        Settings = RunSettings.Load(folder);
        string path = Path.Combine(folder, TrainingRun.BestFile);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"'{folder}' has no checkpoint yet: there is no '{TrainingRun.BestFile}'.");
        }

        IReadOnlyDictionary<string, string> state = TensorFile.ReadMetadata(path);
        Step = int.Parse(state["step"], CultureInfo.InvariantCulture);
        Network = new DualEncoder(
            Settings.Shape, Settings.Seed, int.Parse(state["teacherWidth"], CultureInfo.InvariantCulture),
            predictsWords: Settings.TextOnly is not null);
        TensorFile.Load(path, Network.Weights.Parameters.Concat(Network.Weights.Buffers).ToDictionary());
    }

    /// <summary>What the run was started with.</summary>
    public RunSettings Settings { get; }

    /// <summary>Steps that the checkpoint was trained.</summary>
    public int Step { get; }

    /// <summary>The network, in float32 and evaluation mode.</summary>
    public DualEncoder Network { get; }

    /// <summary>Looks a tensor up by its PyTorch name.</summary>
    public NamedTensor Tensor(string name) => Lookup(Network.Weights, name);

    /// <summary>Looks a tensor up among parameters and buffers.</summary>
    public static NamedTensor Lookup(Weights weights, string name)
    {
        Tensor tensor = weights.Parameters.TryGetValue(name, out Tensor? parameter) ? parameter : weights.Buffers[name];
        using Tensor plain = tensor.detach().contiguous();
        return new NamedTensor(plain.data<float>().ToArray(), plain.shape);
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
