using System.Runtime.InteropServices;
using Google.Protobuf;
using ImageSearch.Training.Onnx.Proto;

namespace ImageSearch.Training.Onnx;

/// <summary>How learned values are kept in the file.</summary>
internal enum WeightFormat
{
    /// <summary>As they are.</summary>
    Float32,

    /// <summary>Half the size; the runtime casts them to float32 once, when it loads the file.</summary>
    Float16,

    /// <summary>Matrices as 8-bit integers with a scale a column, multiplied as integers; the rest as
    /// <see cref="Float16"/>.</summary>
    Int8,
}

/// <summary>Builds an ONNX model (opset 20, IR version 9), node after node.</summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 9;
    private const int Opset = 20;
    private readonly GraphProto _graph;
    private int _next;

    /// <summary>Starts an empty graph.</summary>
    public OnnxGraph(string name, WeightFormat format)
    {
        _graph = new GraphProto { Name = name };
        Format = format;
    }

    /// <summary>How learned values are kept.</summary>
    public WeightFormat Format { get; }

    /// <summary>Declares an input; a dimension is a number, or the name of one that is free.</summary>
    public string Input(string name, TensorProto.Types.DataType type, params object[] shape)
    {
        _graph.Input.Add(ValueInfo(name, type, shape));
        return name;
    }

    /// <summary>Makes <paramref name="value"/> the output <paramref name="name"/>.</summary>
    public void Output(string name, string value, params object[] shape)
    {
        _graph.Node.Add(new NodeProto { Input = { value }, Output = { name }, Name = name, OpType = "Identity" });
        _graph.Output.Add(ValueInfo(name, TensorProto.Types.DataType.Float, shape));
    }

    /// <summary>Adds learned values, in the graph's format; answers the name of a float32 tensor.</summary>
    public string Weight(string name, float[] values, params long[] shape)
    {
        if (Format == WeightFormat.Float32)
        {
            return Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes<float>(values), shape);
        }

        Half[] halves = [.. values.Select(v => (Half)v)];
        string stored =
            Constant(name, TensorProto.Types.DataType.Float16, MemoryMarshal.AsBytes<Half>(halves), shape);
        return Node("Cast", [stored], ("to", (long)TensorProto.Types.DataType.Float));
    }

    /// <summary>Adds float32 values as they are, whatever the format.</summary>
    public string Exact(string name, float[] values, params long[] shape) =>
        Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes<float>(values), shape);

    /// <summary>Adds 8-bit integers.</summary>
    public string Bytes(string name, sbyte[] values, params long[] shape) =>
        Constant(name, TensorProto.Types.DataType.Int8, MemoryMarshal.AsBytes<sbyte>(values), shape);

    /// <summary>Adds a vector of 64-bit integers.</summary>
    public string Integers(params long[] values) => Constant(
        $"integers_{_next++}", TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    /// <summary>Adds a number of shape [].</summary>
    public string Scalar(float value) => Constant(
        $"scalar_{_next++}", TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes<float>([value]), []);

    /// <summary>Adds a node with one output, and answers that output's name.</summary>
    public string Node(string type, string[] inputs, params (string Name, object Value)[] attributes) =>
        Nodes(type, inputs, 1, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    public string[] Nodes(string type, string[] inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        string name = $"{type}_{_next++}";
        string[] names = [.. Enumerable.Range(0, outputs).Select(i => outputs == 1 ? name : $"{name}_{i}")];
        NodeProto node = new() { Input = { inputs }, Output = { names }, Name = name, OpType = type };
        node.Attribute.AddRange(attributes.Select(a => Attribute(a.Name, a.Value)));
        _graph.Node.Add(node);
        return names;
    }

    /// <summary>Writes the file.</summary>
    public void Save(string path)
    {
        ModelProto model = new()
        {
            IrVersion = IrVersion,
            ProducerName = "imagesearch-train",
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        };
        using FileStream stream = File.Create(path);
        model.WriteTo(stream);
    }

    private string Constant(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> data, long[] shape)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(data) };
        tensor.Dims.AddRange(shape);
        _graph.Initializer.Add(tensor);
        return name;
    }

    private static ValueInfoProto ValueInfo(string name, TensorProto.Types.DataType type, object[] shape)
    {
        TensorShapeProto dimensions = new();
        dimensions.Dim.AddRange(shape.Select(d => d is string free
            ? new TensorShapeProto.Types.Dimension { DimParam = free }
            : new TensorShapeProto.Types.Dimension
            {
                DimValue = Convert.ToInt64(d, System.Globalization.CultureInfo.InvariantCulture),
            }));
        TypeProto.Types.Tensor tensor = new() { ElemType = (int)type, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        AttributeProto attribute = new() { Name = name };
        switch (value)
        {
            case long number:
                attribute.I = number;
                attribute.Type = AttributeProto.Types.AttributeType.Int;
                break;
            case float number:
                attribute.F = number;
                attribute.Type = AttributeProto.Types.AttributeType.Float;
                break;
            case long[] numbers:
                attribute.Ints.AddRange(numbers);
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                break;
            default:
                throw new ArgumentException($"No attribute can be a {value.GetType()}.", nameof(value));
        }

        return attribute;
    }
}
