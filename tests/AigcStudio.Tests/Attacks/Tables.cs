using AigcStudio.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Tests.Attacks;

/// <summary>The whole database as words.</summary>
internal static class Tables
{
    /// <summary>Every row of every table, with the name of its table.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> RowsAsync(StudioDb db, CancellationToken cancel)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await connection.OpenAsync(cancel);
        var rows = new List<KeyValuePair<string, string>>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'", cancel))
        {
            rows.AddRange((await ReadAsync(connection, $"SELECT * FROM \"{table}\" ORDER BY rowid", cancel)).Select(row => KeyValuePair.Create(table, row)));
        }

        return rows;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string query, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(f => reader.GetValue(f) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(f)}")));
        }

        return rows;
    }
}
