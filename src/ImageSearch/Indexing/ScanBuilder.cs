using System.Runtime.InteropServices;
using ImageSearch.Indexing.Scan;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>Takes bytes of a scan file, at any place of it.</summary>
internal delegate void ScanSink(long offset, ReadOnlySpan<byte> data);

/// <summary>Derives a scan file from the database. It holds a thousand rows in memory, whatever the size.</summary>
internal sealed class ScanBuilder
{
    // A multiple of 64, so that all but the last piece of every part fills whole steps of the checksum.
    private const int RowsAtOnce = 1024;

    private readonly ScanLayout _layout;
    private readonly ScanSink _sink;
    private readonly BlockHash[] _hashes = new BlockHash[ScanLayout.Parts];
    private readonly long[] _written = new long[ScanLayout.Parts];
    private readonly sbyte[] _codes;
    private readonly float[] _scales = new float[RowsAtOnce];
    private readonly float[] _errors = new float[RowsAtOnce];
    private readonly float[] _vectors;
    private readonly long[] _ids = new long[RowsAtOnce];

    private ScanBuilder(ScanLayout layout, ScanSink sink)
    {
        _layout = layout;
        _sink = sink;
        _codes = new sbyte[RowsAtOnce * layout.Stride];
        _vectors = new float[RowsAtOnce * layout.Dimension];
    }

    /// <summary>Writes the rows of a model, one for each picture in ascending order of ids, then the header.</summary>
    /// <param name="connection">In a transaction that also read the model, so that both are of one moment.</param>
    /// <param name="header">All but the count and the checksums.</param>
    /// <param name="model">Key of the model's row.</param>
    /// <param name="createSink">Given the layout, says where the bytes go.</param>
    /// <returns>The header that was written.</returns>
    public static ScanHeader Build(
        SqliteConnection connection, ScanHeader header, long model, Func<ScanLayout, ScanSink> createSink)
    {
        int count = checked((int)connection.Scalar<long>($"SELECT count(*) {ModelQueries.ScanRows}", model));
        ScanLayout layout = new(header.Dimension, count);
        ScanBuilder builder = new(layout, createSink(layout));
        builder.AddRows(connection, model);
        ScanHeader written = header with
        {
            Count = count,
            Checksums = [.. builder._hashes.Select(hash => hash.Value)],
        };
        builder._sink(0, written.ToBytes());
        return written;
    }

    private void AddRows(SqliteConnection connection, long model)
    {
        using SqliteCommand command = connection.Command(
            $"SELECT i.id, v.vector {ModelQueries.ScanRows} ORDER BY i.id", model);
        using SqliteDataReader reader = command.ExecuteReader();
        int rows = 0;
        while (reader.Read())
        {
            Add(rows++, reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
            if (rows == RowsAtOnce)
            {
                Write(rows);
                rows = 0;
            }
        }

        Write(rows);
    }

    private void Add(int row, long id, byte[] blob)
    {
        Span<float> vector = _vectors.AsSpan(row * _layout.Dimension, _layout.Dimension);
        if (blob.Length != vector.Length * sizeof(float))
        {
            throw new InvalidDataException($"The vector of picture {id} has {blob.Length} bytes.");
        }

        ModelQueries.ToVector(blob).CopyTo(vector);
        Span<sbyte> codes = _codes.AsSpan(row * _layout.Stride, _layout.Stride);
        _scales[row] = Quantizer.Quantize(vector, codes);
        _errors[row] = Quantizer.ErrorOf(vector, codes, _scales[row]);
        _ids[row] = id;
    }

    private void Write(int rows)
    {
        Write<sbyte>(0, _codes.AsSpan(0, rows * _layout.Stride));
        Write<float>(1, _scales.AsSpan(0, rows));
        Write<float>(2, _errors.AsSpan(0, rows));
        Write<float>(3, _vectors.AsSpan(0, rows * _layout.Dimension));
        Write<long>(4, _ids.AsSpan(0, rows));
    }

    private void Write<T>(int part, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ReadOnlySpan<byte> data = MemoryMarshal.AsBytes(values);
        long padded = ScanLayout.Padded(data.Length);
        if (padded != data.Length)
        {
            // The last piece: zeros up to the next part.
            byte[] whole = new byte[padded];
            data.CopyTo(whole);
            data = whole;
        }

        _hashes[part].Add(data);
        _sink(_layout.Part(part).Start + _written[part], data);
        _written[part] += data.Length;
    }
}
