using ImageSearch.Training.Models;
using ImageSearch.Training.Onnx.Proto;

namespace ImageSearch.Training.Onnx;

/// <summary>Emits a text tower with its projection: <c>input_ids</c> and <c>attention_mask</c> [B, T] →
/// <c>embedding</c> [B, D].</summary>
internal static class TextEmitter
{
    /// <summary>Name of the token ids.</summary>
    public const string Ids = "input_ids";

    /// <summary>Name of the mask: 1 for tokens, 0 for padding.</summary>
    public const string Mask = "attention_mask";

    /// <summary>Name of the output.</summary>
    public const string Output = "embedding";

    private static readonly string[] AttentionParts = ["query", "key", "value"];

    /// <summary>Builds the graph.</summary>
    public static OnnxGraph Emit(EncoderShape shape, Func<string, NamedTensor> weights, WeightFormat format)
    {
        OnnxGraph graph = new("text", format);
        OnnxLayers layers = new(graph, weights);
        string ids = graph.Input(Ids, TensorProto.Types.DataType.Int64, "batch", "tokens");
        string given = graph.Input(Mask, TensorProto.Types.DataType.Int64, "batch", "tokens");
        string mask = graph.Node("Cast", [given], ("to", (long)TensorProto.Types.DataType.Float));
        string logits = graph.Node("Mul",
            [graph.Node("Sub", [mask, graph.Scalar(1)]), graph.Scalar(-BertTower.Masked)]);
        logits = graph.Node("Unsqueeze", [logits, graph.Integers(1, 2)]);
        string x = Embeddings(layers, ids);
        for (int i = 0; i < shape.Text.Layers; i++)
        {
            x = Layer(layers, shape.Text, BertTower.LayerName(i), x, logits);
        }

        x = shape.Text.Pooling == TextPooling.Pooler ? Pooler(layers, x) : Mean(graph, x, mask);
        graph.Output(Output, layers.Project(x, "text_projection"), "batch", shape.Dimension);
        return graph;
    }

    // Every sentence is of type 0, so that its row can be added to each position once and for all.
    private static string Embeddings(OnnxLayers layers, string ids)
    {
        OnnxGraph graph = layers.Graph;
        const string name = BertTower.Prefix + "embeddings.";
        NamedTensor words = layers.Tensor(name + "word_embeddings.weight");
        NamedTensor positions = layers.Tensor(name + "position_embeddings.weight");
        float[] type = layers.Tensor(name + "token_type_embeddings.weight").Values[..(int)positions.Shape[1]];
        float[] sum = [.. positions.Values.Select((value, i) => value + type[i % type.Length])];
        string tokens = graph.Node("Shape", [ids], ("start", 1L), ("end", 2L));
        string used = graph.Node(
            "Slice", [graph.Weight("position_embeddings", sum, positions.Shape), graph.Integers(0), tokens]);
        string rows = graph.Node("Gather", [graph.Weight("word_embeddings", words.Values, words.Shape), ids]);
        return layers.LayerNorm(graph.Node("Add", [rows, used]), name + "LayerNorm", BertTower.Epsilon);
    }

    private static string Layer(OnnxLayers layers, TextShape shape, string name, string x, string mask)
    {
        OnnxGraph graph = layers.Graph;
        string[] parts = [.. AttentionParts.Select(p => $"{name}.attention.self.{p}")];
        NamedTensor weight = new(
            [.. parts.SelectMany(p => layers.Tensor(p + ".weight").Values)], [3L * shape.Width, shape.Width]);
        float[] bias = [.. parts.SelectMany(p => layers.Tensor(p + ".bias").Values)];
        string qkv = layers.Linear(x, $"{name}.attention.self", weight, bias);
        string y = layers.Attention(qkv, shape.Heads, shape.Width, mask);
        y = layers.Linear(y, name + ".attention.output.dense");
        x = layers.LayerNorm(graph.Node("Add", [x, y]), name + ".attention.output.LayerNorm", BertTower.Epsilon);
        y = graph.Node("Gelu", [layers.Linear(x, name + ".intermediate.dense")]);
        y = layers.Linear(y, name + ".output.dense");
        return layers.LayerNorm(graph.Node("Add", [x, y]), name + ".output.LayerNorm", BertTower.Epsilon);
    }

    private static string Pooler(OnnxLayers layers, string x)
    {
        OnnxGraph graph = layers.Graph;
        string first = graph.Node("Gather", [x, graph.Node("Squeeze", [graph.Integers(0)])], ("axis", 1L));
        return graph.Node("Tanh", [layers.Linear(first, BertTower.Prefix + "pooler.dense")]);
    }

    private static string Mean(OnnxGraph graph, string x, string mask)
    {
        string count = graph.Node("ReduceSum", [mask, graph.Integers(1)], ("keepdims", 1L));
        string share = graph.Node("Unsqueeze", [graph.Node("Div", [mask, count]), graph.Integers(1)]);
        return graph.Node("Squeeze", [graph.Node("MatMul", [share, x]), graph.Integers(1)]);
    }
}
