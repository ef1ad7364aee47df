using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Opens the database at start: refuses an SQLite with the WAL-reset fault, brings the tables up to date and turns the
/// write-ahead log on, which stays in the file.
/// </summary>
public sealed class StudioDatabase(IDbContextFactory<StudioDb> contexts)
{
    /// <summary>Before 3.51.3 a checkpoint racing with a writer could corrupt a write-ahead log.</summary>
    public static readonly Version OldestSqlite = new(3, 51, 3);

    /// <exception cref="NotSupportedException">The SQLite library is too old.</exception>
    public async Task OpenAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        RefuseOldSqlite(Version.Parse(connection.ServerVersion));
        await db.Database.MigrateAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancel);
    }

    internal static void RefuseOldSqlite(Version version)
    {
        if (version < OldestSqlite)
        {
            throw new NotSupportedException($"SQLite {version} is older than {OldestSqlite}, which can lose writes.");
        }
    }
}
