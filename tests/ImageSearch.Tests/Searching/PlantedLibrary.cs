using System.Security.Cryptography;
using System.Text;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Tests.Indexing;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Tests.Searching;

/// <summary>A library whose pictures and vectors the test chooses.</summary>
internal sealed class PlantedLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConnection _connection;
    private long _generation;

    public PlantedLibrary()
    {
        Library = Library.Open(_folder.Path);
        _connection = Library.Connect();
        // A test's library need not survive a power cut, and waiting for the disk takes most of its time.
        _connection.Execute("PRAGMA synchronous = OFF");
        Run("INSERT INTO roots(path) VALUES ('/photos')");
    }

    public Library Library { get; }

    public void AddModel(IEmbedder embedder, LibraryModelState state = LibraryModelState.Active) => Run(
        "INSERT INTO models(name, hash, dimension, state, generation) VALUES ($1, $2, $3, $4, $5)",
        embedder.Model, embedder.ModelHash, embedder.Dimension, (long)state, ++_generation);

    /// <summary>Adds a picture with its vector of each model; its id is that of its turn.</summary>
    public void Add(
        string path, IReadOnlyDictionary<IEmbedder, float[]> vectors, long size = 1000, DateTimeOffset modifiedAt = default)
    {
        byte[] content = SHA256.HashData(Encoding.UTF8.GetBytes(path));
        Run(
            """
            INSERT INTO items(path, root, added_run, size, modified_at, content_hash, width, height, state)
            VALUES ($1, 1, 1, $2, $3, $4, 10, 10, 0)
            """, path, size, modifiedAt.UtcTicks, content);
        foreach ((IEmbedder embedder, float[] vector) in vectors)
        {
            Run("INSERT INTO vectors SELECT id, $2, $3 FROM models WHERE hash = $1",
                embedder.ModelHash, content, ModelQueries.ToBlob(vector));
        }

        Run("UPDATE models SET generation = $1", ++_generation);
    }

    /// <summary>Adds a picture with one model's vector.</summary>
    public void Add(string path, IEmbedder embedder, params float[] vector) =>
        Add(path, new Dictionary<IEmbedder, float[]> { [embedder] = vector });

    /// <summary>Cuts all vectors of a model, as a failing disk may.</summary>
    public void Damage(IEmbedder embedder) => Run(
        "UPDATE vectors SET vector = x'00' WHERE model = (SELECT id FROM models WHERE hash = $1)", embedder.ModelHash);

    /// <summary>Puts a model in another state, as the indexer does when a version takes another's place.</summary>
    public void Set(IEmbedder embedder, LibraryModelState state) =>
        Run("UPDATE models SET state = $1 WHERE hash = $2", (long)state, embedder.ModelHash);

    /// <summary>What the indexer does when a file that it knew can no longer be read.</summary>
    public void Skip(string path, bool isNewGeneration = true)
    {
        Run("UPDATE items SET state = 1, skip_reason = 'unreadable' WHERE path = $1", path);
        if (isNewGeneration)
        {
            Run("UPDATE models SET generation = $1", ++_generation);
        }
    }

    public void Dispose()
    {
        _connection.Execute("PRAGMA synchronous = FULL");
        _connection.Dispose();
        Library.Dispose();
        _folder.Dispose();
    }

    private void Run(string sql, params object?[] values) => _connection.Execute(sql, values);
}
