using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>Looks for damage, and for rows that contradict each other.</summary>
internal static class LibraryCheck
{
    public static List<string> Run(SqliteConnection connection)
    {
        List<string> problems = connection.Query(row => row.GetString(0), "PRAGMA integrity_check");
        problems.RemoveAll(line => line == "ok");
        long strays = connection.Scalar<long>("SELECT count(*) FROM pragma_foreign_key_check");
        if (strays > 0)
        {
            problems.Add($"{strays} rows name a root or a model that is gone.");
        }

        long lengths = connection.Scalar<long>(
            "SELECT count(*) FROM vectors v JOIN models m ON m.id = v.model WHERE length(v.vector) <> 4 * m.dimension");
        if (lengths > 0)
        {
            problems.Add($"{lengths} vectors do not have the length of their model.");
        }

        return problems;
    }
}
