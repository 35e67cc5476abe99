using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>Finds, checks and derives the scan files in a library's folder.</summary>
internal static class ScanFile
{
    private const string Prefix = "vectors-";
    private const string Suffix = ".scan";
    private const string Unfinished = ".tmp";

    // Nothing that still writes leaves its file alone for so long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    public static string NameOf(string modelHash)
    {
        string safe = modelHash.All(char.IsAsciiLetterOrDigit)
            ? modelHash
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(modelHash)));
        return Prefix + safe[..Math.Min(16, safe.Length)] + Suffix;
    }

    public static FlatStore Open(Library library, string modelHash)
    {
        string path = Path.Combine(library.Folder, NameOf(modelHash));
        LibraryModel model = FindActive(library, library.FindModel(modelHash), modelHash);
        return TryMap(path, HeaderOf(library, model)) ?? Derive(library, modelHash, path);
    }

    /// <summary>Compares checksums: those of scales, errors and ids always, of codes and vectors up to a
    /// size.</summary>
    public static bool IsSound(ScanMemory memory, ScanHeader header, long checkedBytes)
    {
        ScanLayout layout = new(header.Dimension, header.Count);
        for (int part = 0; part < ScanLayout.Parts; part++)
        {
            (long start, long length) = layout.Part(part);
            bool isSmall = part is 1 or 2 or 4;
            if ((isSmall || memory.Length <= checkedBytes)
                && memory.Checksum(start, length) != header.Checksums[part])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Deletes the files of models that the library no longer has.</summary>
    public static void DeleteStrays(Library library)
    {
        HashSet<string> names = [.. library.Models.Select(m => NameOf(m.Hash))];
        foreach (string path in Directory.EnumerateFiles(library.Folder, $"{Prefix}*{Suffix}"))
        {
            if (!names.Contains(Path.GetFileName(path)))
            {
                File.Delete(path);
            }
        }
    }

    private static LibraryModel FindActive(Library library, LibraryModel? model, string modelHash) => model switch
    {
        null => throw new LibraryException(library.Folder, $"'{library.File}' has no vectors of the model with hash "
            + $"{modelHash[..Math.Min(16, modelHash.Length)]}…. Index the pictures with it: imagesearch index."),
        { State: LibraryModelState.Active } => model,
        _ => throw new LibraryException(library.Folder, $"'{library.File}' does not have the vectors of this version "
            + $"of '{model.Name}' for all pictures yet; searches use those of its other version. Run "
            + "'imagesearch index' on every folder of the library to complete them."),
    };

    private static ScanHeader HeaderOf(Library library, LibraryModel model) =>
        new(library.Identity, model.Hash, model.Generation, model.Dimension, Count: 0);

    private static FlatStore? TryMap(string path, ScanHeader expected)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Missing, or not to be read: deriving it again replaces it, or says why that is not possible.
            return null;
        }

        using (file)
        {
            byte[] bytes = new byte[ScanHeader.Length];
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length
                || ScanHeader.Read(bytes, expected) is not { } header
                || file.Length != new ScanLayout(header.Dimension, header.Count).Length)
            {
                return null;
            }

            ScanMemory memory = ScanMemory.Map(file);
            if (IsSound(memory, header, FlatStore.CheckedBytes))
            {
                return new FlatStore(memory, header);
            }

            memory.Dispose();
            return null;
        }
    }

    private static FlatStore Derive(Library library, string modelHash, string path)
    {
        try
        {
            return DeriveFile(library, modelHash, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk or a folder without permission must not end searching; FileProblem tells.
            ScanMemory? memory = null;
            ScanHeader header = Build(library, modelHash, layout =>
            {
                memory = ScanMemory.Reserve(layout.Length);
                return (offset, data) => data.CopyTo(memory.Slice(offset, data.Length));
            });
            return new FlatStore(memory!, header)
            {
                FileProblem = $"'{path}' cannot be written, so its content is kept in memory: {e.Message}",
            };
        }
    }

    private static FlatStore DeriveFile(Library library, string modelHash, string path)
    {
        DeleteAbandoned(path);
        string temporary = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            ScanHeader header;
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
            {
                header = Build(library, modelHash, layout =>
                {
                    file.SetLength(layout.Length);
                    return (offset, data) => RandomAccess.Write(file.SafeFileHandle, data, offset);
                });
                file.Flush(flushToDisk: true);
            }

            // Mapped before it gets its name: what is searched is this file, even if another process replaces it.
            using FileStream written = new(
                temporary, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            ScanMemory memory = ScanMemory.Map(written);
            File.Move(temporary, path, overwrite: true);
            return new FlatStore(memory, header);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static ScanHeader Build(Library library, string modelHash, Func<ScanLayout, ScanSink> createSink) =>
        library.Use(connection =>
        {
            using SqliteTransaction moment = connection.BeginTransaction(deferred: true);
            LibraryModel model = FindActive(library, ModelQueries.Find(connection, modelHash), modelHash);
            return ScanBuilder.Build(connection, HeaderOf(library, model), model.Id, createSink);
        });

    private static void DeleteAbandoned(string path)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string folder = Path.GetDirectoryName(path)!;
        foreach (string file in Directory.EnumerateFiles(folder, $"{Path.GetFileName(path)}.*{Unfinished}"))
        {
            if (now - File.GetLastWriteTimeUtc(file) > Abandoned)
            {
                File.Delete(file);
            }
        }
    }
}
