using ImageSearch.Sources;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>Answers a decoding thread's questions about what the library has already. For one thread.</summary>
internal sealed class ItemLookup : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _item;
    private readonly SqliteCommand _vector;
    private readonly SqliteCommand _content;

    public ItemLookup(Library library)
    {
        _connection = library.Connect();
        _item = _connection.Command(
            "SELECT id, root, size, modified_at, content_hash, state, skip_reason FROM items WHERE path = $1", "");
        _vector = _connection.Command("SELECT 1 FROM vectors WHERE model = $1 AND content_hash = $2", 0L, "");
        _content = _connection.Command(
            "SELECT width, height FROM items WHERE content_hash = $1 AND state = 0 LIMIT 1", "");
    }

    /// <summary>What the library knows of this path; null when it is new.</summary>
    public KnownItem? Find(SourceItem item)
    {
        _item.Parameters[0].Value = item.Path;
        using SqliteDataReader row = _item.ExecuteReader();
        return !row.Read() ? null : new KnownItem(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4),
            (ItemState)row.GetInt32(5),
            row.IsDBNull(6) ? null : row.GetString(6));
    }

    /// <summary>Width and height of a searchable picture with the same bytes; null when there is none.</summary>
    public (int Width, int Height)? FindContent(byte[] hash)
    {
        _content.Parameters[0].Value = hash;
        using SqliteDataReader row = _content.ExecuteReader();
        return row.Read() ? (row.GetInt32(0), row.GetInt32(1)) : null;
    }

    /// <summary>Whether the model has a vector for these bytes.</summary>
    public bool HasVector(IndexModel model, byte[] hash)
    {
        _vector.Parameters[0].Value = model.Id;
        _vector.Parameters[1].Value = hash;
        return _vector.ExecuteScalar() is not null;
    }

    public void Dispose()
    {
        _item.Dispose();
        _vector.Dispose();
        _content.Dispose();
        _connection.Dispose();
    }
}
