using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ImageSearch.Embeddings;

/// <summary>
/// One loaded ONNX file of a model. Safe for concurrent use; disposing waits for calls that are running.
/// </summary>
internal sealed class OnnxTower : IDisposable
{
    private readonly ModelManifest _manifest;
    private readonly ModelTower _tower;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    private OnnxTower(ModelManifest manifest, ModelTower tower, InferenceSession session)
    {
        _manifest = manifest;
        _tower = tower;
        _session = session;
        _inputs = tower.MaskInput is null ? [tower.Input] : [tower.Input, tower.MaskInput];
        _outputs = [tower.Output];
    }

    /// <summary>
    /// Checks the file's SHA-256, loads it and checks that its inputs and output are those of the manifest.
    /// </summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="manifest">The model's manifest.</param>
    /// <param name="tower">Which file to load.</param>
    /// <param name="options">Threads and provider.</param>
    /// <exception cref="ModelException">
    /// The file is missing, damaged, or does not fit the manifest, or there is no such provider.
    /// </exception>
    public static OnnxTower Load(string folder, ModelManifest manifest, ModelTower tower, OnnxOptions options)
    {
        string path = ModelFiles.Check(folder, manifest, tower.File);
        OnnxRuntimeTelemetry.Disable();
        using SessionOptions session = MakeSessionOptions(manifest.Name, options);
        OnnxTower loaded;
        try
        {
            loaded = new OnnxTower(manifest, tower, new InferenceSession(path, session));
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(
                manifest.Name,
                $"The model file '{path}' is not a usable ONNX model: {e.Message} Export it again.", e);
        }

        try
        {
            loaded.CheckNames(path);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>Runs the tower once.</summary>
    /// <typeparam name="T">The input's type: float for pixels, long for token ids.</typeparam>
    /// <param name="input">The main input.</param>
    /// <param name="mask">The attention mask, of the same shape; ignored when the tower has no such input.</param>
    /// <param name="shape">Shape of the input; the first is the batch size B.</param>
    /// <returns>B vectors of unit length.</returns>
    /// <exception cref="ModelException">The model fails, or gives something that is not a vector.</exception>
    public float[][] Run<T>(Memory<T> input, Memory<long> mask, long[] shape)
        where T : unmanaged
    {
        try
        {
            using OrtValue main = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, shape);
            using OrtValue? flags = _tower.MaskInput is null
                ? null
                : OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mask, shape);
            OrtValue[] values = flags is null ? [main] : [main, flags];
            using IDisposableReadOnlyCollection<OrtValue> results =
                _session.Run(_runOptions, _inputs, values, _outputs);
            return ReadVectors(results[0], shape[0]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(
                _manifest.Name, $"Model '{_manifest.Name}' failed while running '{_tower.File}': {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    private static SessionOptions MakeSessionOptions(string model, OnnxOptions options)
    {
        SessionOptions session = new()
        {
            IntraOpNumThreads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Threads that wait for work would spin on the cores that decode the next pictures: measured on two shared
        // cores with four 3 × 3 convolutions, not spinning took 20 to 25 % less processor time a picture and was not
        // slower.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            AppendProvider(model, options.Provider, session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void AppendProvider(string model, string provider, SessionOptions session)
    {
        switch (provider.ToLowerInvariant())
        {
            case "cpu":
                return;
            case "cuda":
                try
                {
                    session.AppendExecutionProvider_CUDA(0);
                    return;
                }
                catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
                {
                    throw new ModelException(
                        model, $"The provider 'cuda' cannot be used here: {e.Message} Available: "
                            + $"{string.Join(", ", OrtEnv.Instance().GetAvailableProviders())}. Install the package "
                            + "with CUDA, or set IMAGESEARCH__ONNX__PROVIDER=cpu.", e);
                }

            default:
                throw new ModelException(
                    model, $"'{provider}' is not a provider. Set IMAGESEARCH__ONNX__PROVIDER to cpu or cuda.");
        }
    }

    private void CheckNames(string path)
    {
        bool isImage = _tower == _manifest.Image;
        TensorElementType type = isImage ? TensorElementType.Float : TensorElementType.Int64;
        foreach (string input in _inputs)
        {
            Require(
                _session.InputMetadata.TryGetValue(input, out NodeMetadata? node) && node.ElementDataType == type, path,
                $"has no input '{input}' of type {type}; its inputs are {Names(_session.InputMetadata)}");
        }

        string? extra = _session.InputMetadata.Keys.FirstOrDefault(i => !_inputs.Contains(i));
        Require(extra is null, path, $"needs an input '{extra}', which {ModelManifest.FileName} does not describe");
        Require(
            _session.OutputMetadata.TryGetValue(_tower.Output, out NodeMetadata? output)
                && output.ElementDataType == TensorElementType.Float,
            path, $"has no output '{_tower.Output}' of floats; its outputs are {Names(_session.OutputMetadata)}");
        RequireShape(path, _tower.Output, output!.Dimensions, [-1, _manifest.Dimension]);
        int side = _manifest.Preprocessor.Size;
        RequireShape(
            path, _tower.Input, _session.InputMetadata[_tower.Input].Dimensions,
            isImage ? [-1, 3, side, side] : [-1, -1]);
    }

    /// <summary>Dimensions that either side leaves open (below 1) agree with anything.</summary>
    private void RequireShape(string path, string name, int[] actual, int[] expected)
    {
        bool fits = actual.Length == 0 || (actual.Length == expected.Length
            && actual.Zip(expected).All(d => d.First < 1 || d.Second < 1 || d.First == d.Second));
        Require(
            fits, path, $"gives '{name}' the shape [{string.Join(", ", actual)}], but {ModelManifest.FileName} says "
                + $"[{string.Join(", ", expected)}] (-1 is any)");
    }

    private void Require(bool condition, string path, string problem)
    {
        if (!condition)
        {
            throw new ModelException(
                _manifest.Name,
                $"The model file '{path}' {problem}. Correct {ModelManifest.FileName}, or export it again.");
        }
    }

    private static string Names(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        string.Join(", ", nodes.Select(n => $"'{n.Key}' ({n.Value.ElementDataType})"));

    private float[][] ReadVectors(OrtValue result, long count)
    {
        long[] shape = result.GetTensorTypeAndShape().Shape;
        if (shape.Length != 2 || shape[0] != count || shape[1] != _manifest.Dimension)
        {
            throw new ModelException(
                _manifest.Name, $"'{_tower.File}' gave the shape [{string.Join(", ", shape)}] instead of "
                    + $"[{count}, {_manifest.Dimension}]. Correct {ModelManifest.FileName}, or export it again.");
        }

        ReadOnlySpan<float> all = result.GetTensorDataAsSpan<float>();
        float[][] vectors = new float[count][];
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = all.Slice(i * _manifest.Dimension, _manifest.Dimension).ToArray();
            Normalize(vectors[i]);
        }

        return vectors;
    }

    private void Normalize(float[] vector)
    {
        double squares = 0;
        foreach (float v in vector)
        {
            squares += (double)v * v;
        }

        if (!double.IsFinite(squares) || squares == 0)
        {
            throw new ModelException(
                _manifest.Name, $"'{_tower.File}' gave a vector that is {(squares == 0 ? "all zeros" : "not finite")}. "
                    + "The model is broken; export it again.");
        }

        double scale = 1 / Math.Sqrt(squares);
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(vector[i] * scale);
        }
    }
}
