using ImageSearch.Embeddings;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>Adds models to a library, and puts a complete one in the place of an older one of its name.</summary>
internal static class ModelWriter
{
    // Vectors that are deleted in one transaction: about 2 MB, so that the log stays small.
    private const int DeletedAtOnce = 2000;

    /// <summary>Finds or adds the models of a run. A model whose name has other vectors is built beside them.</summary>
    /// <exception cref="LibraryException">A model's vectors have another length than those in the library.</exception>
    public static List<IndexModel> Begin(
        SqliteConnection connection, Library library, IReadOnlyList<IEmbedder> embedders)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        List<IndexModel> models = [];
        foreach (IEmbedder embedder in embedders.DistinctBy(e => e.ModelHash))
        {
            models.Add(new IndexModel(Find(connection, library, embedder), embedder));

            // A build that was begun with yet another version is given up.
            connection.Execute(
                "UPDATE models SET state = 2 WHERE name = $1 AND hash <> $2 AND state = 0",
                embedder.Model, embedder.ModelHash);
        }

        transaction.Commit();
        return models;
    }

    /// <summary>Makes every model active that was built beside another one and now has every picture's
    /// vector.</summary>
    /// <returns>The names.</returns>
    public static List<string> SwitchComplete(SqliteConnection connection)
    {
        List<string> names = [];
        foreach (LibraryModel model in ModelQueries.List(connection).Where(m => m.State == LibraryModelState.Building))
        {
            if (ModelQueries.CountMissing(connection, model.Id) == 0)
            {
                using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
                connection.Execute("UPDATE models SET state = 2 WHERE name = $1 AND state = 1", model.Name);
                connection.Execute("UPDATE models SET state = 1, generation = random() WHERE id = $1", model.Id);
                transaction.Commit();
                names.Add(model.Name);
            }
        }

        return names;
    }

    /// <summary>Deletes the vectors of retired models, and those that no picture has any more.</summary>
    public static void DeleteUnused(SqliteConnection connection, CancellationToken cancellationToken)
    {
        foreach (LibraryModel model in ModelQueries.List(connection).Where(m => m.State == LibraryModelState.Retired))
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            while (connection.Execute(
                "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors WHERE model = $1 LIMIT $2)",
                model.Id, DeletedAtOnce) > 0);
            connection.Execute("DELETE FROM models WHERE id = $1", model.Id);
        }

        List<long> orphans = connection.Query(
            row => row.GetInt64(0),
            """
            SELECT v.rowid FROM vectors v
            WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.content_hash = v.content_hash)
            """);
        foreach (long[] part in orphans.Chunk(DeletedAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            using SqliteCommand delete = connection.Command("DELETE FROM vectors WHERE rowid = $1", 0L);
            foreach (long row in part)
            {
                delete.Parameters[0].Value = row;
                delete.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static long Find(SqliteConnection connection, Library library, IEmbedder embedder)
    {
        if (ModelQueries.Find(connection, embedder.ModelHash) is { } known)
        {
            if (known.Dimension != embedder.Dimension)
            {
                throw new LibraryException(library.Folder, $"Model '{embedder.Model}' makes vectors of "
                    + $"{embedder.Dimension} values; '{library.File}' has some of {known.Dimension} with the same "
                    + "hash. Verify the model's files: imagesearch models verify.");
            }

            // Asked for again before all of its vectors were deleted: built anew from what is left.
            connection.Execute("UPDATE models SET state = 0 WHERE id = $1 AND state = 2", known.Id);
            return known.Id;
        }

        // The first model of a name is searchable while it grows; another version of it only when it is complete.
        return connection.Scalar<long>(
            """
            INSERT INTO models(name, hash, dimension, state, generation)
            VALUES ($1, $2, $3, NOT EXISTS (SELECT 1 FROM models WHERE name = $1 AND state = 1), random())
            RETURNING id
            """, embedder.Model, embedder.ModelHash, embedder.Dimension);
    }
}
