using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>The tables of <c>library.db</c>, and the way from each older version to the next.</summary>
internal static class LibrarySchema
{
    /// <summary>"ISLB": marks a SQLite file as an ImageSearch library, in the header's application id.</summary>
    public const int ApplicationId = 0x49534C42;

    /// <summary>Step n brings a file from version n to version n + 1. A released step never changes.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE library (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            identity BLOB NOT NULL,              -- 16 bytes, random: ties derived files to this library
            indexer TEXT                         -- who indexes now, or did last; for messages only
        ) STRICT;
        CREATE TABLE roots (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL UNIQUE,
            run INTEGER NOT NULL DEFAULT 0,      -- number of the last run that was begun
            completed_run INTEGER NOT NULL DEFAULT 0  -- and of the last one that listed everything
        ) STRICT;
        CREATE TABLE items (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL UNIQUE,
            root INTEGER NOT NULL REFERENCES roots(id),
            added_run INTEGER NOT NULL,          -- the root's run that added it: a move can only end at a new item
            size INTEGER NOT NULL,
            modified_at INTEGER NOT NULL,        -- UTC, in ticks of 100 ns since year 1
            content_hash BLOB,                   -- SHA-256; null when the bytes could not be read
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            state INTEGER NOT NULL CHECK (state IN (0, 1)),   -- indexed, skipped
            skip_reason TEXT,
            CHECK ((state = 1) = (skip_reason IS NOT NULL)),
            CHECK (state = 1 OR content_hash IS NOT NULL)
        ) STRICT;
        CREATE INDEX items_by_content ON items(content_hash);
        CREATE INDEX items_by_root ON items(root);
        CREATE TABLE models (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE,
            dimension INTEGER NOT NULL,
            state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),   -- building, active, retired
            generation INTEGER NOT NULL          -- random, another after each change of its searchable vectors
        ) STRICT;
        CREATE UNIQUE INDEX models_active ON models(name) WHERE state = 1;
        CREATE TABLE vectors (
            model INTEGER NOT NULL REFERENCES models(id),
            content_hash BLOB NOT NULL,
            vector BLOB NOT NULL,                -- float32, little-endian, [dimension]
            PRIMARY KEY (model, content_hash)
        ) STRICT;
        INSERT INTO library(one, identity) VALUES (1, randomblob(16));
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Checks that the file is a library that this program understands, and brings it up to date.</summary>
    /// <exception cref="LibraryException">It is something else, or a newer version.</exception>
    public static void Apply(SqliteConnection connection, string folder, string file)
    {
        Check(connection, folder, file);
        if (connection.Scalar<string>("PRAGMA journal_mode") != "wal")
        {
            connection.Execute("PRAGMA journal_mode = WAL");
        }

        if (connection.Scalar<long>("PRAGMA user_version") == Version)
        {
            return;
        }

        // Immediate: of two processes that open an old file at once, the second finds the work done.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        for (long version = Check(connection, folder, file); version < Version; version++)
        {
            connection.Execute(Steps[version]);
        }

        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    /// <summary>Returns the file's version; 0 for an empty file.</summary>
    private static long Check(SqliteConnection connection, string folder, string file)
    {
        long application = connection.Scalar<long>("PRAGMA application_id");
        long version = connection.Scalar<long>("PRAGMA user_version");
        bool isEmpty = connection.Scalar<long>("SELECT count(*) FROM sqlite_schema") == 0;
        if (application != ApplicationId && !(isEmpty && application == 0 && version == 0))
        {
            throw new LibraryException(folder, $"'{file}' is a database of another program, not an ImageSearch "
                + "library. Choose another folder for the library (IMAGESEARCH__LIBRARY__PATH).");
        }

        if (version > Version)
        {
            throw new LibraryException(folder, $"'{file}' has schema version {version}; this program knows versions "
                + $"up to {Version}. A newer ImageSearch wrote it: update this one, or choose another folder.");
        }

        return version;
    }
}
