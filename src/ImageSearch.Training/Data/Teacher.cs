using System.Security.Cryptography;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using Microsoft.ML.OnnxRuntime;

namespace ImageSearch.Training.Data;

/// <summary>A frozen vision network in ONNX form whose features a student imitates.</summary>
/// <remarks>One input [N, 3, S, S] with ImageNet's mean and deviation, one output [N, F].</remarks>
internal sealed class Teacher : IDisposable
{
    private readonly InferenceSession _session;
    private readonly Preprocessor _preprocessor;
    private readonly string _input;
    private readonly int _size;

    /// <summary>Opens the network.</summary>
    /// <exception cref="InvalidDataException">Its input or output has another shape.</exception>
    public Teacher(string file)
    {
        // Callers run many pictures at a time, one thread each.
        OnnxRuntimeTelemetry.Disable();
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(file, options);
        (_input, NodeMetadata input) = _session.InputMetadata.Single();
        NodeMetadata output = _session.OutputMetadata.Single().Value;
        if (input.Dimensions is not [_, 3, > 0, > 0] || output.Dimensions is not [_, > 0])
        {
            throw new InvalidDataException($"'{file}' must take [N, 3, S, S] and answer [N, F].");
        }

        Hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        _size = input.Dimensions[2];
        Width = output.Dimensions[1];
        _preprocessor = new Preprocessor(new PreprocessorRule(
            _size, ResizeRule.Squash, Interpolation.Bicubic, ImageNet.Mean, ImageNet.Std));
    }

    /// <summary>SHA-256 of the network's file, hexadecimal: features of another one are other features.</summary>
    public string Hash { get; }

    /// <summary>Number of features F.</summary>
    public int Width { get; }

    /// <summary>Short side below which a picture must not be shrunk before.</summary>
    public int MinimumSide => _size;

    /// <summary>Computes the features of one picture; safe for concurrent use.</summary>
    public float[] Compute(PixelImage image)
    {
        float[] pixels = new float[3 * _size * _size];
        _preprocessor.Process(image, pixels);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, _size, _size]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> results =
            _session.Run(run, [_input], [value], _session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
