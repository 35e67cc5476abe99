using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>What is read about pictures.</summary>
internal static class ItemQueries
{
    private const string Select =
        """
        SELECT i.id, i.path, r.path, i.size, i.modified_at, i.content_hash, i.width, i.height, i.state, i.skip_reason
        FROM items i JOIN roots r ON r.id = i.root
        """;

    public static List<string> Roots(SqliteConnection connection) =>
        connection.Query(row => row.GetString(0), "SELECT path FROM roots ORDER BY id");

    public static long Count(SqliteConnection connection, ItemState state) =>
        connection.Scalar<long>("SELECT count(*) FROM items WHERE state = $1", (long)state);

    public static LibraryItem? Find(SqliteConnection connection, string path) =>
        connection.Query(ReadItem, $"{Select} WHERE i.path = $1", path).FirstOrDefault();

    public static List<LibraryItem> List(SqliteConnection connection, ItemState state, long afterId, int count) =>
        connection.Query(
            ReadItem, $"{Select} WHERE i.state = $1 AND i.id > $2 ORDER BY i.id LIMIT $3", (long)state, afterId, count);

    public static List<LibraryItem> Get(SqliteConnection connection, IReadOnlyList<long> ids)
    {
        // One transaction: the items are those of one moment.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        using SqliteCommand command = connection.Command($"{Select} WHERE i.id = $1", 0L);
        List<LibraryItem> items = new(ids.Count);
        foreach (long id in ids)
        {
            command.Parameters[0].Value = id;
            using SqliteDataReader reader = command.ExecuteReader();
            if (reader.Read())
            {
                items.Add(ReadItem(reader));
            }
        }

        return items;
    }

    public static HashSet<long> Filter(SqliteConnection connection, ItemFilter filter)
    {
        const string sql =
            """
            SELECT i.id FROM items i JOIN roots r ON r.id = i.root WHERE state = 0
            AND ($1 IS NULL OR iif($6, substr(i.path, length(rtrim(r.path, '/')) + 1), i.path) GLOB $1)
            AND ($2 IS NULL OR modified_at >= $2) AND ($3 IS NULL OR modified_at <= $3)
            AND ($4 IS NULL OR size >= $4) AND ($5 IS NULL OR size <= $5)
            """;
        return [.. connection.Query(
            row => row.GetInt64(0),
            sql,
            filter.Path is null ? null : WholePath(filter.Path),
            filter.ModifiedFrom?.UtcTicks,
            filter.ModifiedTo?.UtcTicks,
            filter.SizeFrom,
            filter.SizeTo,
            filter.IsPathBelowSource)];
    }

    private static string WholePath(string pattern) =>
        pattern.StartsWith('/') || pattern.StartsWith('*') || pattern.Contains("://", StringComparison.Ordinal)
        || Path.IsPathRooted(pattern)
            ? pattern
            : "*/" + pattern;

    private static LibraryItem ReadItem(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.GetInt64(3),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        row.IsDBNull(5) ? null : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(5)),
        row.GetInt32(6),
        row.GetInt32(7),
        (ItemState)row.GetInt32(8),
        row.IsDBNull(9) ? null : row.GetString(9));
}
