using AigcStudio.Data.Storage.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Opens the database at start: refuses an SQLite with the WAL-reset fault and data of a newer release, brings the tables up to date and turns the
/// write-ahead log on, which stays in the file.
/// </summary>
public sealed class StudioDatabase(IDbContextFactory<StudioDb> contexts, TimeProvider clock)
{
    /// <summary>Before 3.51.3 a checkpoint racing with a writer could corrupt a write-ahead log.</summary>
    public static readonly Version OldestSqlite = new(3, 51, 3);

    /// <exception cref="NotSupportedException">The SQLite library is too old.</exception>
    /// <exception cref="UpgradeRefusedException">The data are of a newer release, or cannot be brought to this one; they are as they were.</exception>
    /// <param name="mayUpgrade">False where a studio may be at work on the same data.</param>
    public async Task OpenAsync(bool mayUpgrade, CancellationToken cancel)
    {
        await using (var before = await contexts.CreateDbContextAsync(cancel))
        {
            var connection = (SqliteConnection)before.Database.GetDbConnection();
            RefuseOldSqlite(Version.Parse(connection.ServerVersion));
            await UpgradeAsync(before, mayUpgrade, cancel);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
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

    private async Task UpgradeAsync(StudioDb db, bool mayUpgrade, CancellationToken cancel)
    {
        var path = BackupRestore.PathOf(db);
        if (!File.Exists(path))
        {
            return;
        }

        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).ToList() is [var unknown, ..])
        {
            throw new UpgradeRefusedException(
                $"The data in '{path}' were written by a newer release ({unknown} is not known to this one). Start that release, or restore a backup that this one made.");
        }

        if (applied.Count > 0 && applied.Count < known.Count)
        {
            if (!mayUpgrade)
            {
                throw new UpgradeRefusedException($"The data in '{path}' are of an earlier release. Start the studio once, which brings them up to date.");
            }

            await Upgrade.RunAsync(db, path, clock.GetUtcNow(), cancel);
        }
    }
}
