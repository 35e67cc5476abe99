using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ImageSearch.Indexing;

/// <summary>Short forms for statements with positional parameters <c>$1</c>, <c>$2</c>, ….</summary>
internal static class Sql
{
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params object?[] values)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this program; what people give goes in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"),
                values[i] ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Runs a statement; returns the number of rows that it changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Returns the first column of the first row; the default of <typeparamref name="T"/> without a
    /// row.</summary>
    public static T? Scalar<T>(this SqliteConnection connection, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? (T)value : default;
    }

    /// <summary>Returns one value a row.</summary>
    public static List<T> Query<T>(
        this SqliteConnection connection, Func<SqliteDataReader, T> read, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
