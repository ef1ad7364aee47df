using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Backups;

/// <summary>Looks at an SQLite file as it lies there, without the studio's own connections.</summary>
internal static class DatabaseFile
{
    /// <summary>Opened for reading alone, outside of any pool, so that the file can be moved afterwards.</summary>
    public static async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        return connection;
    }

    /// <summary>What SQLite finds wrong with a database; empty where it is sound.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var faults = new List<string>();
        await foreach (var line in RowsAsync(connection, "PRAGMA integrity_check", r => r.GetString(0), cancel))
        {
            if (line != "ok")
            {
                faults.Add(line);
            }
        }

        await foreach (var line in RowsAsync(connection, "PRAGMA foreign_key_check", r => $"a row of {r.GetString(0)} refers to a row of {r.GetString(2)} that is not there", cancel))
        {
            faults.Add(line);
        }

        return faults;
    }

    public static async Task<SortedDictionary<string, long>> RowCountsAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var tables = new List<string>();
        await foreach (var table in RowsAsync(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", r => r.GetString(0), cancel))
        {
            tables.Add(table);
        }

        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await foreach (var count in RowsAsync(connection, $"SELECT COUNT(*) FROM \"{table}\"", r => r.GetInt64(0), cancel))
            {
                counts[table] = count;
            }
        }

        return counts;
    }

    /// <summary>The blobs that its rows need.</summary>
    public static async Task<HashSet<string>> NeededBlobsAsync(SqliteConnection connection, StudioDb model, CancellationToken cancel)
    {
        var there = await RowCountsAsync(connection, cancel);

        // A backup of an earlier release may lack a table that this one knows.
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in BlobReferences.NeededSql(model).Split(" UNION ").Where(p => there.Keys.Any(t => p.Contains($"FROM \"{t}\"", StringComparison.Ordinal))))
        {
            await foreach (var hash in RowsAsync(connection, part, r => r.GetString(1), cancel))
            {
                needed.Add(hash);
            }
        }

        return needed;
    }

    /// <summary>The migrations that made it, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> MigrationsAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var all = new List<string>();
        await foreach (var id in RowsAsync(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId", r => r.GetString(0), cancel))
        {
            all.Add(id);
        }

        return all;
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }

    /// <summary>Writes a consistent copy of a database that may be written to meanwhile, and makes it durable.</summary>
    public static async Task CopyAsync(StudioDb db, string target, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {target}", cancel);
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Sync(target);
    }

    private static async IAsyncEnumerable<T> RowsAsync<T>(
        SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns come from the model or from the file itself, never from people.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return read(reader);
        }
    }
}
