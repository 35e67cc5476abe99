using System.Runtime.InteropServices;
using System.Text;

namespace ImageSearch.Tests.Shared;

/// <summary>Writes small ONNX files, field by field (onnx.proto, IR version 9, opset 20).</summary>
internal sealed class TinyOnnx : IDisposable
{
    public const int Float = 1;
    public const int Int64 = 7;
    private readonly MemoryStream _graph = new();

    public TinyOnnx() => Text(_graph, 2, "tiny");

    public void Dispose() => _graph.Dispose();

    public void Node(string type, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        MemoryStream node = new();
        foreach (string input in inputs)
        {
            Text(node, 1, input);
        }

        Text(node, 2, output);
        Text(node, 4, type);
        foreach ((string name, long value) in attributes)
        {
            MemoryStream attribute = new();
            Text(attribute, 1, name);
            Number(attribute, 3, value);
            Number(attribute, 20, 2); // AttributeProto.INT
            Message(node, 5, attribute);
        }

        Message(_graph, 1, node);
    }

    public void Constant(string name, long[] shape, float[] values) =>
        Constant(name, shape, Float, MemoryMarshal.AsBytes<float>(values));

    public void Constant(string name, long[] shape, long[] values) =>
        Constant(name, shape, Int64, MemoryMarshal.AsBytes<long>(values));

    /// <summary>A negative length is a dimension that each call chooses.</summary>
    public void Input(string name, int type, params long[] shape) => Value(11, name, type, shape);

    public void Output(string name, int type, params long[] shape) => Value(12, name, type, shape);

    public void Save(string path)
    {
        MemoryStream opset = new();
        Text(opset, 1, "");
        Number(opset, 2, 20);
        MemoryStream model = new();
        Number(model, 1, 9);
        Message(model, 7, _graph);
        Message(model, 8, opset);
        File.WriteAllBytes(path, model.ToArray());
    }

    private void Constant(string name, long[] shape, int type, ReadOnlySpan<byte> values)
    {
        MemoryStream tensor = new();
        foreach (long length in shape)
        {
            Number(tensor, 1, length);
        }

        Number(tensor, 2, type);
        Text(tensor, 8, name);
        Bytes(tensor, 9, values);
        Message(_graph, 5, tensor);
    }

    private void Value(int field, string name, int type, long[] shape)
    {
        MemoryStream dimensions = new();
        foreach (long length in shape)
        {
            MemoryStream dimension = new();
            if (length < 0)
            {
                Text(dimension, 2, $"any{-length}");
            }
            else
            {
                Number(dimension, 1, length);
            }

            Message(dimensions, 1, dimension);
        }

        MemoryStream tensor = new();
        Number(tensor, 1, type);
        Message(tensor, 2, dimensions);
        MemoryStream typed = new();
        Message(typed, 1, tensor);
        MemoryStream value = new();
        Text(value, 1, name);
        Message(value, 2, typed);
        Message(_graph, field, value);
    }

    private static void Message(MemoryStream to, int field, MemoryStream content) =>
        Bytes(to, field, content.GetBuffer().AsSpan(0, (int)content.Length));

    private static void Text(MemoryStream to, int field, string text) => Bytes(to, field, Encoding.UTF8.GetBytes(text));

    private static void Bytes(MemoryStream to, int field, ReadOnlySpan<byte> bytes)
    {
        Varint(to, (ulong)field << 3 | 2);
        Varint(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void Number(MemoryStream to, int field, long value)
    {
        Varint(to, (ulong)field << 3);
        Varint(to, (ulong)value);
    }

    private static void Varint(MemoryStream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.WriteByte((byte)(value | 0x80));
        }

        to.WriteByte((byte)value);
    }
}
