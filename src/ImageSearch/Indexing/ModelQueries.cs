using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>What is read about models and their vectors.</summary>
internal static class ModelQueries
{
    /// <summary>Rows of a scan file: the indexed pictures that have a vector of model <c>$1</c>.</summary>
    public const string ScanRows =
        """
        FROM items i JOIN vectors v ON v.model = $1 AND v.content_hash = i.content_hash WHERE i.state = 0
        """;

    private const string Select = "SELECT id, name, hash, dimension, state, generation FROM models";

    public static List<LibraryModel> List(SqliteConnection connection) =>
        connection.Query(ReadModel, $"{Select} ORDER BY name, state <> 1, id");

    public static LibraryModel? Find(SqliteConnection connection, string hash) =>
        connection.Query(ReadModel, $"{Select} WHERE hash = $1", hash).FirstOrDefault();

    public static long CountMissing(SqliteConnection connection, long model) => connection.Scalar<long>(
        """
        SELECT count(*) FROM items i WHERE i.state = 0 AND NOT EXISTS
            (SELECT 1 FROM vectors v WHERE v.model = $1 AND v.content_hash = i.content_hash)
        """, model);

    public static float[]? GetVector(SqliteConnection connection, string modelHash, long item)
    {
        byte[]? blob = connection.Scalar<byte[]>(
            """
            SELECT v.vector FROM items i
            JOIN models m ON m.hash = $1
            JOIN vectors v ON v.model = m.id AND v.content_hash = i.content_hash
            WHERE i.id = $2 AND i.state = 0
            """, modelHash, item);
        return blob is null ? null : ToVector(blob);
    }

    public static float[] ToVector(ReadOnlySpan<byte> blob)
    {
        float[] vector = new float[blob.Length / sizeof(float)];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(blob[(i * sizeof(float))..]);
        }

        return vector;
    }

    public static byte[] ToBlob(ReadOnlySpan<float> vector)
    {
        byte[] blob = new byte[vector.Length * sizeof(float)];
        for (int i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(blob.AsSpan(i * sizeof(float)), vector[i]);
        }

        return blob;
    }

    private static LibraryModel ReadModel(SqliteDataReader row) => new(
        row.GetString(1),
        row.GetString(2),
        row.GetInt32(3),
        (LibraryModelState)row.GetInt32(4),
        row.GetInt64(5))
    {
        Id = row.GetInt64(0),
    };
}
