using System.Security.Cryptography;
using ImageSearch.Benchmarks.Indexing;
using ImageSearch.Benchmarks.Scan;
using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using ImageSearch.Sources;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Benchmarks.Serving;

/// <summary>A library in a temporary folder: real small pictures, if wanted, then rows of synthetic vectors, which are
/// written straight into it.</summary>
internal sealed class ServedLibrary : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("imagesearch-serving-");

    private ServedLibrary()
    {
    }

    /// <summary>For the server's own files.</summary>
    public string Scratch => _scratch.FullName;

    public string Folder => Path.Combine(Scratch, "library");

    public static async Task<ServedLibrary> CreateAsync(
        IReadOnlyList<IEmbedder> models, int realPictures, int syntheticPictures)
    {
        ServedLibrary served = new();
        using Library library = Library.Open(served.Folder);
        string photos = Directory.CreateDirectory(Path.Combine(served.Scratch, "photos")).FullName;
        SyntheticSource drawings = new();
        for (int i = 0; i < realPictures; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(photos, $"{i:D5}.jpg"), drawings.Read(i));
        }

        // Also with no picture: it adds the models.
        await new ImageIndexer(library, new ImageDecoder(), models)
            .RunAsync(new FolderSource(new FolderSourceOptions { Folder = photos }));
        AddVectors(library, models, syntheticPictures);
        return served;
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    private static unsafe void AddVectors(Library library, IReadOnlyList<IEmbedder> models, int count)
    {
        if (models.FirstOrDefault(m => m.Dimension != ScanData.Dimension) is { } other)
        {
            throw new NotSupportedException($"Model '{other.Model}' has {other.Dimension} dimensions, not 256.");
        }

        using ScanData data = new(count * models.Count);
        using SqliteConnection connection = library.Connect();
        connection.Execute("PRAGMA synchronous = OFF");
        using SqliteTransaction transaction = connection.BeginTransaction();
        connection.Execute("INSERT INTO roots(path) VALUES ('/synthetic')");
        long root = connection.Scalar<long>("SELECT id FROM roots WHERE path = '/synthetic'");
        long[] ids = [.. models.Select(m => library.FindModel(m.ModelHash)!.Id)];
        using SqliteCommand item = connection.Command(
            """
            INSERT INTO items(path, root, added_run, size, modified_at, content_hash, width, height, state)
            VALUES ($1, $2, 1, 50000, 0, $3, 640, 480, 0)
            """, "", root, Array.Empty<byte>());
        using SqliteCommand vector = connection.Command(
            "INSERT INTO vectors(model, content_hash, vector) VALUES ($1, $2, $3)", 0L, Array.Empty<byte>(),
            Array.Empty<byte>());
        for (int i = 0; i < count; i++)
        {
            byte[] content = SHA256.HashData(BitConverter.GetBytes((long)i));
            item.Parameters[0].Value = $"/synthetic/{i / 1000:D3}/{i:D7}.jpg";
            item.Parameters[2].Value = content;
            item.ExecuteNonQuery();
            for (int m = 0; m < ids.Length; m++)
            {
                long row = ((long)m * count) + i;
                vector.Parameters[0].Value = ids[m];
                vector.Parameters[1].Value = content;
                vector.Parameters[2].Value = ModelQueries.ToBlob(new ReadOnlySpan<float>(
                    data.Block.Vectors + (row * ScanData.Dimension), ScanData.Dimension));
                vector.ExecuteNonQuery();
            }
        }

        connection.Execute("UPDATE models SET generation = random()");
        transaction.Commit();
        connection.Execute("PRAGMA synchronous = FULL");
    }
}
