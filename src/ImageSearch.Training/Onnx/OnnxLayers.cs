namespace ImageSearch.Training.Onnx;

/// <summary>The values and the shape of a named tensor.</summary>
internal sealed record NamedTensor(float[] Values, long[] Shape);

/// <summary>Emits the layers of <see cref="Models.Layers"/>, with the same names, as ONNX nodes.</summary>
/// <param name="graph">Where the nodes go.</param>
/// <param name="weights">Looks a tensor up by its PyTorch name.</param>
internal sealed class OnnxLayers(OnnxGraph graph, Func<string, NamedTensor> weights)
{
    private const float BatchNormEpsilon = 1e-5f;

    /// <summary>Where the nodes go.</summary>
    public OnnxGraph Graph => graph;

    /// <summary>The values of a tensor.</summary>
    public NamedTensor Tensor(string name) => weights(name);

    /// <summary><c>x·Wᵀ + b</c>.</summary>
    public string Linear(string x, string name) =>
        Linear(x, name, weights(name + ".weight"), weights(name + ".bias").Values);

    /// <summary><c>x·Wᵀ + b</c> for values at hand; W is [output, input].</summary>
    public string Linear(string x, string name, NamedTensor weight, float[] bias)
    {
        long output = weight.Shape[0], input = weight.Shape[1];
        float[] transposed = new float[weight.Values.Length];
        for (long o = 0; o < output; o++)
        {
            for (long i = 0; i < input; i++)
            {
                transposed[(i * output) + o] = weight.Values[(o * input) + i];
            }
        }

        string product = graph.Format == WeightFormat.Int8
            ? IntegerProduct(x, name, transposed, input, output)
            : graph.Node("MatMul", [x, graph.Weight(name + ".weight", transposed, input, output)]);
        return graph.Node("Add", [product, graph.Weight(name + ".bias", bias, output)]);
    }

    /// <summary>Layer normalisation over the last dimension.</summary>
    public string LayerNorm(string x, string name, double epsilon)
    {
        NamedTensor weight = weights(name + ".weight"), bias = weights(name + ".bias");
        return graph.Node(
            "LayerNormalization",
            [
                x, graph.Weight(name + ".weight", weight.Values, weight.Shape),
                graph.Weight(name + ".bias", bias.Values, bias.Shape),
            ],
            ("axis", -1L), ("epsilon", (float)epsilon));
    }

    /// <summary>A convolution with the batch normalisation behind it folded into weight and bias:
    /// <c>w' = w·γ/√(σ² + ε)</c>, <c>b' = β − μ·γ/√(σ² + ε)</c>.</summary>
    public string ConvolutionNorm(string x, string convolution, string norm, long stride, long padding)
    {
        NamedTensor weight = weights(convolution + ".weight");
        float[] scale = weights(norm + ".weight").Values, shift = weights(norm + ".bias").Values;
        float[] mean = weights(norm + ".running_mean").Values, variance = weights(norm + ".running_var").Values;
        float[] folded = [.. weight.Values];
        float[] bias = new float[scale.Length];
        int perChannel = folded.Length / scale.Length;
        for (int channel = 0; channel < scale.Length; channel++)
        {
            float factor = scale[channel] / MathF.Sqrt(variance[channel] + BatchNormEpsilon);
            bias[channel] = shift[channel] - (mean[channel] * factor);
            foreach (ref float value in folded.AsSpan(channel * perChannel, perChannel))
            {
                value *= factor;
            }
        }

        return Convolution(x, convolution, new NamedTensor(folded, weight.Shape), bias, stride, padding);
    }

    /// <summary>A convolution with bias.</summary>
    public string Convolution(
        string x, string name, NamedTensor weight, float[] bias, long stride, long padding)
    {
        long kernel = weight.Shape[2];
        return graph.Node(
            "Conv",
            [
                x, graph.Weight(name + ".weight", weight.Values, weight.Shape),
                graph.Weight(name + ".bias", bias, bias.Length),
            ],
            ("kernel_shape", new[] { kernel, kernel }),
            ("strides", new[] { stride, stride }),
            ("pads", new[] { padding, padding, padding, padding }));
    }

    /// <summary>Multi-head attention; q, k and v stand beside each other in qkv [B, T, 3·width].</summary>
    public string Attention(string qkv, long heads, long width, string? mask)
    {
        string[] parts = graph.Nodes("Split", [qkv], 3, ("axis", -1L), ("num_outputs", 3L));
        string Heads(string part, params long[] order) => graph.Node(
            "Transpose",
            [graph.Node("Reshape", [part, graph.Integers(0, 0, heads, width / heads)])], ("perm", order));
        string logits = graph.Node("MatMul", [Heads(parts[0], 0, 2, 1, 3), Heads(parts[1], 0, 2, 3, 1)]);
        logits = graph.Node("Mul", [logits, graph.Scalar(1f / MathF.Sqrt((float)width / heads))]);
        if (mask is not null)
        {
            logits = graph.Node("Add", [logits, mask]);
        }

        string mixed = graph.Node(
            "MatMul", [graph.Node("Softmax", [logits], ("axis", -1L)), Heads(parts[2], 0, 2, 1, 3)]);
        mixed = graph.Node("Transpose", [mixed], ("perm", new long[] { 0, 2, 1, 3 }));
        return graph.Node("Reshape", [mixed, graph.Integers(0, 0, width)]);
    }

    /// <summary>The projection into the common space, to unit length.</summary>
    public string Project(string x, string name)
    {
        x = LayerNorm(graph.Node("Gelu", [Linear(x, name + ".0")]), name + ".2", 1e-5);
        string length = graph.Node("ReduceL2", [x, graph.Integers(1)], ("keepdims", 1L));
        return graph.Node("Div", [x, graph.Node("Max", [length, graph.Scalar(1e-12f)])]);
    }

    // Symmetric 8-bit weights with a scale a column; the activations are quantised as they come.
    private string IntegerProduct(string x, string name, float[] weight, long input, long output)
    {
        sbyte[] codes = new sbyte[weight.Length];
        float[] scales = new float[output];
        for (long o = 0; o < output; o++)
        {
            float largest = 1e-12f;
            for (long i = 0; i < input; i++)
            {
                largest = Math.Max(largest, Math.Abs(weight[(i * output) + o]));
            }

            scales[o] = largest / 127f;
            for (long i = 0; i < input; i++)
            {
                codes[(i * output) + o] = (sbyte)MathF.Round(weight[(i * output) + o] / scales[o]);
            }
        }

        string[] quantised = graph.Nodes("DynamicQuantizeLinear", [x], 3);
        string product = graph.Node("MatMulInteger",
            [quantised[0], graph.Bytes(name + ".codes", codes, input, output), quantised[2]]);
        string scale = graph.Node("Mul", [quantised[1], graph.Exact(name + ".scales", scales, output)]);
        return graph.Node("Mul", [graph.Node("Cast", [product], ("to", 1L)), scale]);
    }
}
