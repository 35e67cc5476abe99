using ImageSearch.Indexing;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Tests.Indexing;

public sealed class LibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_library_is_empty_and_sound_and_keeps_its_identity()
    {
        using Library first = Library.Open(_folder["new/library"]);
        Assert.Empty(first.Models);
        Assert.Equal(0, first.CountItems());
        Assert.Null(first.GetItem(1));
        Assert.Null(first.FindItem("/a.jpg"));
        Assert.Null(first.FindModel("hash"));
        Assert.Empty(first.FindItems(new ItemFilter { Path = "*" }));
        Assert.Empty(first.Check());

        using Library second = Library.Open(_folder["new/library"]);
        Assert.Equal(first.Identity, second.Identity);
        Assert.NotEqual(Guid.Empty, second.Identity);
    }

    [Fact]
    public void A_newer_schema_is_refused_with_its_version_and_left_as_it_is()
    {
        Library.Open(_folder.Path).Dispose();
        string file = _folder[Library.FileName];
        Run(file, "PRAGMA user_version = 4711");
        byte[] before = File.ReadAllBytes(file);

        LibraryException error = Assert.Throws<LibraryException>(() => Library.Open(_folder.Path));

        Assert.Contains("4711", error.Message, StringComparison.Ordinal);
        Assert.Contains("update", error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        string file = _folder[Library.FileName];
        Run(file, "CREATE TABLE songs (name TEXT)");
        byte[] before = File.ReadAllBytes(file);

        LibraryException error = Assert.Throws<LibraryException>(() => Library.Open(_folder.Path));

        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        string file = _folder[Library.FileName];
        File.WriteAllText(file, new string('x', 5000));

        LibraryException error = Assert.Throws<LibraryException>(() => Library.Open(_folder.Path));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("not an ImageSearch library", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder["file"], "");
        LibraryException error = Assert.Throws<LibraryException>(() => Library.Open(_folder["file/library"]));
        Assert.Contains(_folder["file/library"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_openings_at_once_of_a_new_folder_make_one_library()
    {
        Guid[] identities = new Guid[8];
        Parallel.For(0, identities.Length, i =>
        {
            using Library library = Library.Open(_folder["shared"]);
            identities[i] = library.Identity;
        });
        Assert.Single(identities.Distinct());
    }

    private static void Run(string file, string sql)
    {
        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
