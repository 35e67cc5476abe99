using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ImageSearch.Training.Models;

/// <summary>The layers of both towers, over the named tensors of a <see cref="Weights"/>.</summary>
internal sealed class Layers(Weights weights)
{
    /// <summary>The tensors that the layers use.</summary>
    public Weights Weights => weights;

    /// <summary><c>x·Wᵀ + b</c>; x [.., input] → [.., output].</summary>
    public Tensor Linear(Tensor x, string name, long input, long output) =>
        F.linear(x, Normal($"{name}.weight", [output, input]), Constant($"{name}.bias", 0, output));

    /// <summary>Layer normalisation (Ba et al. 2016) over the last dimension.</summary>
    public Tensor LayerNorm(Tensor x, string name, long width, double epsilon) =>
        F.layer_norm(x, [width], Constant($"{name}.weight", 1, width), Constant($"{name}.bias", 0, width), epsilon);

    /// <summary>Convolution without bias unless asked; x [B, input, H, W] → [B, output, H', W'].</summary>
    public Tensor Convolution(
        Tensor x, string name, long input, long output, long kernel, long stride, long padding, bool bias = false)
    {
        // He et al. 2015: the variance that keeps activations even behind a rectifier, fan out as in torchvision.
        double deviation = Math.Sqrt(2.0 / (output * kernel * kernel));
        Tensor weight = Normal($"{name}.weight", [output, input, kernel, kernel], deviation);
        Tensor? offset = bias ? Constant($"{name}.bias", 0, output) : null;
        return F.conv2d(x, weight, offset, [stride, stride], [padding, padding]);
    }

    /// <summary>Batch normalisation (Ioffe and Szegedy 2015), momentum 0.1, epsilon 1e-5.</summary>
    public Tensor BatchNorm(Tensor x, string name, long channels)
    {
        Tensor mean = weights.Buffer($"{name}.running_mean", () => zeros(channels));
        Tensor variance = weights.Buffer($"{name}.running_var", () => ones(channels));
        // Scale and shift stay float32: the kernel mixes them with bfloat16 activations.
        Tensor scale = weights.Parameter($"{name}.weight", () => ones(channels));
        Tensor shift = weights.Parameter($"{name}.bias", () => zeros(channels));
        return F.batch_norm(x, mean, variance, scale, shift, weights.Training, 0.1, 1e-5);
    }

    /// <summary>Rows of a table; ids [..] → [.., width].</summary>
    public Tensor Embedding(Tensor ids, string name, long rows, long width) =>
        weights.Parameter($"{name}.weight", () => randn([rows, width]) * 0.02)
            .index_select(0, ids.flatten()).reshape([.. ids.shape, width]);

    /// <summary>Dropout while training, nothing otherwise.</summary>
    public Tensor Dropout(Tensor x, double probability) => F.dropout(x, probability, weights.Training);

    /// <summary>A learned tensor that starts normal, by default with deviation 0.02 as in BERT, in the compute
    /// type.</summary>
    public Tensor Normal(string name, long[] shape, double deviation = 0.02) =>
        weights.Compute(weights.Parameter(name, () => randn(shape) * deviation));

    /// <summary>A learned vector that starts at one value, in the compute type.</summary>
    public Tensor Constant(string name, double value, params long[] shape) =>
        weights.Compute(weights.Parameter(name, () => full(shape, value)));

    /// <summary>Multi-head attention (Vaswani et al. 2017); q, k, v [B, T, width], mask [B, 1, 1, T] added to the
    /// logits.</summary>
    public Tensor Attention(Tensor q, Tensor k, Tensor v, int heads, Tensor? mask, double dropout)
    {
        long batch = q.shape[0], tokens = q.shape[1], width = q.shape[2];
        Tensor Split(Tensor t) => t.reshape(batch, tokens, heads, width / heads).transpose(1, 2);
        double probability = weights.Training ? dropout : 0;
        Tensor mixed = F.scaled_dot_product_attention(Split(q), Split(k), Split(v), mask, probability);
        return mixed.transpose(1, 2).reshape(batch, tokens, width);
    }
}
