using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace ImageSearch.Training.Optimisation;

/// <summary>Named float32 tensors and texts in one file, in the safetensors format: an 8-byte little-endian header
/// length, a JSON header, then the raw values.</summary>
internal static class TensorFile
{
    private const string MetadataKey = "__metadata__";

    /// <summary>Writes the file whole or not at all: to a temporary name first, flushed to the disk, then
    /// renamed.</summary>
    public static void Save(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        KeyValuePair<string, Tensor>[] all = [.. tensors.OrderBy(t => t.Key, StringComparer.Ordinal)];
        JsonObject header = new() { [MetadataKey] = JsonSerializer.SerializeToNode(metadata) };
        long offset = 0;
        foreach ((string name, Tensor tensor) in all)
        {
            long end = offset + (tensor.numel() * sizeof(float));
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = JsonSerializer.SerializeToNode(tensor.shape),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        string temporary = path + ".tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
            stream.Write(length);
            stream.Write(json);
            foreach ((_, Tensor tensor) in all)
            {
                using Tensor plain = tensor.detach().cpu().contiguous();
                stream.Write(plain.bytes);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads the texts and copies the values into the tensors of the same names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="targets">Where the values go; every one must be in the file, with its shape.</param>
    /// <returns>The texts.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or lacks a tensor, or has it in another
    /// shape.</exception>
    public static IReadOnlyDictionary<string, string> Load(string path, IReadOnlyDictionary<string, Tensor> targets)
    {
        using FileStream stream = File.OpenRead(path);
        JsonObject header = ReadHeader(path, stream);
        long start = stream.Position;
        foreach ((string name, Tensor target) in targets)
        {
            JsonNode entry = header[name] ?? throw new InvalidDataException($"'{path}' has no tensor '{name}'.");
            long[] shape = entry["shape"].Deserialize<long[]>()!;
            if (!shape.SequenceEqual(target.shape) || (string?)entry["dtype"] != "F32")
            {
                throw new InvalidDataException(
                    $"'{path}': '{name}' is {entry["dtype"]} [{string.Join(", ", shape)}], "
                    + $"expected F32 [{string.Join(", ", target.shape)}].");
            }

            float[] values = new float[target.numel()];
            stream.Position = start + entry["data_offsets"].Deserialize<long[]>()![0];
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            using Tensor read = tensor(values, shape);
            using IDisposable frozen = no_grad();
            target.copy_(read);
        }

        return ReadMetadata(header);
    }

    /// <summary>Reads the texts alone.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ReadMetadata(ReadHeader(path, stream));
    }

    private static Dictionary<string, string> ReadMetadata(JsonObject header) =>
        header[MetadataKey]?.Deserialize<Dictionary<string, string>>() ?? [];

    private static JsonObject ReadHeader(string path, FileStream stream)
    {
        Span<byte> length = stackalloc byte[8];
        try
        {
            stream.ReadExactly(length);
            long size = BinaryPrimitives.ReadInt64LittleEndian(length);
            if (size <= 0 || size > stream.Length - 8)
            {
                throw new InvalidDataException($"'{path}' is not a checkpoint, or is damaged.");
            }

            byte[] json = new byte[size];
            stream.ReadExactly(json);
            return (JsonObject)JsonNode.Parse(json)!;
        }
        catch (Exception e) when (e is EndOfStreamException or JsonException or InvalidCastException)
        {
            throw new InvalidDataException($"'{path}' is not a checkpoint, or is damaged.", e);
        }
    }
}
