using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ImageSearch.Training.Models;

/// <summary>BERT: token ids [B, T] and a mask [B, T] (1 token, 0 padding), both int64 → [B, width].</summary>
internal static class BertTower
{
    /// <summary>Prefix of every name; the rest is Hugging Face's.</summary>
    public const string Prefix = "text_encoder.";

    /// <summary>Epsilon of every layer norm, as in BERT.</summary>
    public const double Epsilon = 1e-12;

    /// <summary>Added to the attention logits of padding.</summary>
    public const float Masked = -10_000f;

    /// <summary>Runs the tower.</summary>
    public static Tensor Forward(Layers layers, TextShape shape, Tensor ids, Tensor mask)
    {
        Weights weights = layers.Weights;
        Tensor x = Tokens(layers, shape, ids, mask);
        if (shape.Pooling == TextPooling.Pooler)
        {
            return tanh(layers.Linear(x.select(1, 0), Prefix + "pooler.dense", shape.Width, shape.Width));
        }

        Tensor share = mask.to(ScalarType.Float32);
        share = (share / share.sum(1, keepdim: true)).unsqueeze(1);          // [B, 1, T]
        return weights.Compute(share).matmul(x).squeeze(1);
    }

    /// <summary>The state of every token, [B, T, width].</summary>
    public static Tensor Tokens(Layers layers, TextShape shape, Tensor ids, Tensor mask)
    {
        Weights weights = layers.Weights;
        Tensor x = Embeddings(layers, shape, ids);
        // [B, 1, 1, T]: 0 for tokens, a large negative number for padding.
        Tensor logits = weights.Compute(((mask.to(ScalarType.Float32) - 1f) * -Masked).unsqueeze(1).unsqueeze(1));
        for (int i = 0; i < shape.Layers; i++)
        {
            x = Layer(layers, shape, LayerName(i), x, logits);
        }

        return x;
    }

    /// <summary>Logits over the vocabulary, [M, V], for the tokens at <paramref name="positions"/> of [B·T]: the word
    /// embeddings serve as the output layer too, as in BERT.</summary>
    public static Tensor Predict(Layers layers, TextShape shape, Tensor ids, Tensor mask, Tensor positions)
    {
        Tensor states = Tokens(layers, shape, ids, mask).reshape(-1, shape.Width).index_select(0, positions);
        Tensor words = layers.Normal(Prefix + "embeddings.word_embeddings.weight", [shape.VocabularySize, shape.Width]);
        return states.matmul(words.t()) + layers.Constant("word_prediction.bias", 0, shape.VocabularySize);
    }

    /// <summary>Name of the i-th transformer layer.</summary>
    public static string LayerName(int i) => $"{Prefix}encoder.layer.{i}";

    private static Tensor Embeddings(Layers layers, TextShape shape, Tensor ids)
    {
        const string name = Prefix + "embeddings.";
        Tensor positions = arange(ids.shape[1]);
        Tensor x = layers.Embedding(ids, name + "word_embeddings", shape.VocabularySize, shape.Width)
            + layers.Embedding(positions, name + "position_embeddings", shape.Positions, shape.Width)
            + layers.Embedding(zeros_like(positions), name + "token_type_embeddings", 2, shape.Width);
        x = layers.LayerNorm(layers.Weights.Compute(x), name + "LayerNorm", shape.Width, Epsilon);
        return layers.Dropout(x, shape.Dropout);
    }

    // Post-norm: ln(x + attention(x)), then ln(x + mlp(x)).
    private static Tensor Layer(Layers layers, TextShape shape, string name, Tensor x, Tensor mask)
    {
        long width = shape.Width;
        Tensor Part(string part) => layers.Linear(x, $"{name}.attention.self.{part}", width, width);
        Tensor mixed = layers.Attention(
            Part("query"), Part("key"), Part("value"), shape.Heads, mask, shape.Dropout);
        mixed = layers.Dropout(layers.Linear(mixed, name + ".attention.output.dense", width, width), shape.Dropout);
        x = layers.LayerNorm(x + mixed, name + ".attention.output.LayerNorm", width, Epsilon);
        Tensor y = F.gelu(layers.Linear(x, name + ".intermediate.dense", width, 4 * width));
        y = layers.Dropout(layers.Linear(y, name + ".output.dense", 4 * width, width), shape.Dropout);
        return layers.LayerNorm(x + y, name + ".output.LayerNorm", width, Epsilon);
    }
}
