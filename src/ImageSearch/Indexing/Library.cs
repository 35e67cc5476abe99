using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ImageSearch.Indexing;

/// <summary>A folder with one SQLite file, <c>library.db</c>: the record of truth of what was indexed. The packed scan
/// files beside it are derived from it. Safe for concurrent use, also by several processes on one machine; not
/// on a network share, where SQLite's shared memory and file locks do not work.</summary>
/// <remarks>Write-ahead logging with <c>synchronous = FULL</c>: a reader never waits for the indexer, and a commit that
/// returned survives a power cut. The indexer commits every few hundred pictures, so that the extra
/// <c>fsync</c> costs nothing that can be measured.</remarks>
public sealed class Library : IDisposable
{
    /// <summary>The database's name in the library's folder.</summary>
    public const string FileName = "library.db";

    private readonly LibraryOptions _options;
    private readonly string _connectionString;

    private Library(string folder, LibraryOptions options)
    {
        _options = options;
        Folder = folder;
        File = Path.Combine(folder, FileName);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = File,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = options.BusySeconds,
        }.ToString();
    }

    /// <summary>Absolute path of the library's folder.</summary>
    public string Folder { get; }

    /// <summary>Absolute path of the database.</summary>
    public string File { get; }

    /// <summary>Random, given when the library was made: ties derived files to it.</summary>
    public Guid Identity { get; private set; }

    /// <summary>Every model that the library knows, by name, the active one of a name first. Read anew each
    /// time.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public IReadOnlyList<LibraryModel> Models => Use(ModelQueries.List);

    /// <summary>Addresses of the sources that were ever indexed, the oldest first. Read anew each time.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public IReadOnlyList<string> Roots => Use(ItemQueries.Roots);

    /// <summary>Opens a library; makes folder and database when they are missing.</summary>
    /// <param name="folder">The library's folder, absolute or relative to the current one.</param>
    /// <param name="options">Null is the defaults.</param>
    /// <exception cref="LibraryException">The file is not a library, is damaged, was written by a newer version, or
    /// cannot be opened.</exception>
    public static Library Open(string folder, LibraryOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Library library = new(Path.GetFullPath(folder), options ?? new LibraryOptions());
        try
        {
            Directory.CreateDirectory(library.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LibraryErrors.From(e, library.Folder, library.Folder);
        }

        try
        {
            library.Identity = library.Use(connection =>
            {
                LibrarySchema.Apply(connection, library.Folder, library.File);
                return new Guid(connection.Scalar<byte[]>("SELECT identity FROM library")!);
            });
            return library;
        }
        catch
        {
            // The pool would go on with this file after another one has taken its place.
            library.Dispose();
            throw;
        }
    }

    /// <summary>The active model of a name; null when there is none.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public LibraryModel? FindActiveModel(string name) =>
        Models.FirstOrDefault(m => m.Name == name && m.State == LibraryModelState.Active);

    /// <summary>The model with this hash, in any state; null when the library has no vectors of it.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public LibraryModel? FindModel(string hash) => Use(c => ModelQueries.Find(c, hash));

    /// <summary>Number of indexed pictures that have no vector of this model yet.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public long CountMissing(LibraryModel model) => Use(c => ModelQueries.CountMissing(c, model.Id));

    /// <summary>Number of pictures in a state: <see cref="ItemState.Indexed"/> or <see
    /// cref="ItemState.Skipped"/>.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public long CountItems(ItemState state = ItemState.Indexed) => Use(c => ItemQueries.Count(c, state));

    /// <summary>One picture; null when the id is unknown.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public LibraryItem? GetItem(long id) => GetItems([id]) is [LibraryItem item] ? item : null;

    /// <summary>The picture at a path, as its source spells it; null when it is unknown.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public LibraryItem? FindItem(string path) => Use(c => ItemQueries.Find(c, path));

    /// <summary>Several pictures, in the order of their ids; unknown ones are left out.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public IReadOnlyList<LibraryItem> GetItems(IReadOnlyList<long> ids) => Use(c => ItemQueries.Get(c, ids));

    /// <summary>Ids of the indexed pictures that pass a filter; empty when none does.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public IReadOnlySet<long> FindItems(ItemFilter filter) => Use(c => ItemQueries.Filter(c, filter));

    /// <summary>A page of pictures by ascending id.</summary>
    /// <param name="state"><see cref="ItemState.Indexed"/> or <see cref="ItemState.Skipped"/>.</param>
    /// <param name="afterId">Id of the last one of the page before; 0 begins.</param>
    /// <param name="count">Most pictures wanted.</param>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public IReadOnlyList<LibraryItem> ListItems(ItemState state, long afterId = 0, int count = 1000) =>
        Use(c => ItemQueries.List(c, state, afterId, count));

    /// <summary>A picture's vector, unit length; null when the model has none for it.</summary>
    /// <exception cref="LibraryException">The library cannot be read.</exception>
    public float[]? GetVector(string modelHash, long id) => Use(c => ModelQueries.GetVector(c, modelHash, id));

    /// <summary>Reads the whole database and checks that it is sound.</summary>
    /// <returns>One sentence a problem; empty when all is well.</returns>
    /// <exception cref="LibraryException">The file cannot be read at all.</exception>
    public IReadOnlyList<string> Check() => Use(LibraryCheck.Run);

    /// <summary>Lets go of the database. Scan files that are open stay usable.</summary>
    public void Dispose()
    {
        using SqliteConnection connection = new(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Runs a function on a connection of its own.</summary>
    /// <exception cref="LibraryException">SQLite refused.</exception>
    internal T Use<T>(Func<SqliteConnection, T> function)
    {
        try
        {
            using SqliteConnection connection = Connect();
            return function(connection);
        }
        catch (Exception e) when (e is SqliteException or InvalidDataException)
        {
            throw Error(e);
        }
    }

    /// <summary>Opens a connection; the caller disposes it and turns <see cref="SqliteException"/> into
    /// <see cref="Error"/>.</summary>
    internal SqliteConnection Connect()
    {
        SqliteConnection connection = Connect(_connectionString);
        try
        {
            // The first look at the file makes the index of the log in shared memory, 32 KB on the library's disk.
            connection.Execute("PRAGMA schema_version");
            return connection;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR)
        {
            // On a full disk there is no room for it. An exclusive connection keeps that index in its own memory, so
            // that a library whose indexer stopped for want of space can still be searched.
            connection.Dispose();
            return Connect(_connectionString + ";Pooling=False", "PRAGMA locking_mode = EXCLUSIVE");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal LibraryException Error(Exception error) => LibraryErrors.From(error, Folder, File);

    private SqliteConnection Connect(string connectionString, string? pragma = null)
    {
        SqliteConnection connection = new(connectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA synchronous = FULL");
            if (pragma is not null)
            {
                connection.Execute(pragma);
            }

            if (_options.MaximumPages is { } pages)
            {
                connection.Execute($"PRAGMA max_page_count = {pages}");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
