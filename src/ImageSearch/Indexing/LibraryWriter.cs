using ImageSearch.Sources;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>Writes what a run finds out about the pictures of one source. For one thread, under the index
/// lock.</summary>
internal sealed class LibraryWriter
{
    // Vanished pictures that are dealt with in one transaction.
    private const int VanishedAtOnce = 500;

    private readonly SqliteConnection _connection;
    private readonly IReadOnlyList<IndexModel> _models;
    private readonly IdSet _seen = new();
    private readonly long _root;
    private readonly long _run;
    private readonly long _completedRun;

    public LibraryWriter(SqliteConnection connection, string root, IReadOnlyList<IndexModel> models)
    {
        _connection = connection;
        _models = models;
        using SqliteCommand command = connection.Command(
            """
            INSERT INTO roots(path, run) VALUES ($1, 1) ON CONFLICT(path) DO UPDATE SET run = run + 1
            RETURNING id, run, completed_run
            """, root);
        using SqliteDataReader row = command.ExecuteReader();
        row.Read();
        (_root, _run, _completedRun) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    /// <summary>Commits some pictures, all of them or none.</summary>
    public void Commit(IReadOnlyList<ItemRecord> records)
    {
        List<long> ids = new(records.Count);
        if (records.Any(r => r.IsNew || r.Known?.Root != _root))
        {
            using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            foreach (ItemRecord record in records)
            {
                ids.Add(record.IsNew ? Save(record) : TakeOver(record.Known!));
            }

            Touch(records);
            transaction.Commit();
        }
        else
        {
            ids.AddRange(records.Select(r => r.Known!.Id));
        }

        ids.ForEach(_seen.Add);
    }

    /// <summary>After a complete listing: finds out which pictures moved, and removes those that are gone.</summary>
    /// <param name="problems">Places that the source passed over; what lies below them is kept.</param>
    /// <param name="onMoved">Called for each move: true when its new path was first seen in this run, false when that
    /// was in an earlier one that did not end.</param>
    /// <returns>Number of pictures that were removed.</returns>
    public int CompleteListing(IReadOnlyList<SourceProblem> problems, Action<bool> onMoved)
    {
        List<long> vanished = [];
        using (SqliteCommand command = _connection.Command("SELECT id, path FROM items WHERE root = $1", _root))
        using (SqliteDataReader row = command.ExecuteReader())
        {
            while (row.Read())
            {
                if (!_seen.Contains(row.GetInt64(0)) && !IsBelowProblem(row.GetString(1), problems))
                {
                    vanished.Add(row.GetInt64(0));
                }
            }
        }

        int removed = 0;
        foreach (long[] part in vanished.Chunk(VanishedAtOnce))
        {
            using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            foreach (long id in part)
            {
                if (TryMove(id) is { } wasAddedNow)
                {
                    onMoved(wasAddedNow);
                }
                else
                {
                    _connection.Execute("DELETE FROM items WHERE id = $1", id);
                    removed++;
                }
            }

            _connection.Execute("UPDATE models SET generation = random()");
            transaction.Commit();
        }

        _connection.Execute("UPDATE roots SET completed_run = $1 WHERE id = $2", _run, _root);
        return removed;
    }

    private long Save(ItemRecord record)
    {
        for (int m = 0; m < record.Vectors.Length; m++)
        {
            if (record.Vectors[m] is { } vector)
            {
                _connection.Execute(
                    "INSERT OR IGNORE INTO vectors(model, content_hash, vector) VALUES ($1, $2, $3)",
                    _models[m].Id, record.ContentHash, ModelQueries.ToBlob(vector));
            }
        }

        return _connection.Scalar<long>(
            """
            INSERT INTO items(path, root, added_run, size, modified_at, content_hash, width, height, state, skip_reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT(path) DO UPDATE SET
                added_run = CASE WHEN root = excluded.root THEN added_run ELSE 0 END,
                root = excluded.root, size = excluded.size, modified_at = excluded.modified_at,
                content_hash = excluded.content_hash, width = excluded.width, height = excluded.height,
                state = excluded.state, skip_reason = excluded.skip_reason
            RETURNING id
            """,
            record.Item.Path, _root, _run, record.Item.Size, record.Item.ModifiedAt.UtcTicks, record.ContentHash,
            record.Width, record.Height, (long)record.State, record.Reason);
    }

    // A folder inside another one can be indexed by itself: the source that listed a picture last answers for it.
    private long TakeOver(KnownItem known)
    {
        if (known.Root != _root)
        {
            _connection.Execute("UPDATE items SET root = $1, added_run = 0 WHERE id = $2", _root, known.Id);
        }

        return known.Id;
    }

    /// <summary>Gives a new generation to the models whose searchable vectors change.</summary>
    private void Touch(IReadOnlyList<ItemRecord> records)
    {
        IEnumerable<ItemRecord> changed = records.Where(r => r.IsNew);
        if (changed.Any(r => !r.HasSameContent && (r.State == ItemState.Indexed || r.Known is not null)))
        {
            _connection.Execute("UPDATE models SET generation = random()");
            return;
        }

        for (int m = 0; m < _models.Count; m++)
        {
            if (changed.Any(r => r.Vectors.Length > m && r.Vectors[m] is not null))
            {
                _connection.Execute("UPDATE models SET generation = random() WHERE id = $1", _models[m].Id);
            }
        }
    }

    /// <summary>Gives a vanished item the place of a new one with the same bytes, so that its id lives on.</summary>
    /// <returns>Null when there is none; otherwise whether the new one was added in this run, not in a killed
    /// one.</returns>
    private bool? TryMove(long id)
    {
        List<(long Id, long Run)> targets = _connection.Query(
            row => (row.GetInt64(0), row.GetInt64(1)),
            """
            SELECT n.id, n.added_run FROM items o
            JOIN items n ON n.content_hash = o.content_hash AND n.root = o.root AND n.state = 0
                AND n.added_run > $2 AND n.added_run > o.added_run
            WHERE o.id = $1 AND o.state = 0 ORDER BY n.id
            """, id, _completedRun);
        targets.RemoveAll(t => !_seen.Contains(t.Id));
        if (targets.Count == 0)
        {
            return null;
        }

        (long target, long run) = targets[0];
        (string path, long size, long modifiedAt) = _connection.Query(
            row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
            "DELETE FROM items WHERE id = $1 RETURNING path, size, modified_at", target)[0];
        _connection.Execute(
            "UPDATE items SET path = $1, size = $2, modified_at = $3 WHERE id = $4", path, size, modifiedAt, id);
        return run == _run;
    }

    private static bool IsBelowProblem(string path, IReadOnlyList<SourceProblem> problems) => problems.Any(p =>
        path.StartsWith(p.Path, StringComparison.Ordinal)
        && (path.Length == p.Path.Length || p.Path.EndsWith('/') || path[p.Path.Length] is '/' or '\\'));
}
