using AigcStudio.Data.Storage.Backups;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Brings a database of an earlier release up to date on a copy, which then takes its place in one step; the original stays beside it under
/// another name. Whatever goes wrong before that step leaves the original untouched.
/// </summary>
internal static class Upgrade
{
    /// <param name="path">The database; open in this process alone.</param>
    /// <returns>Where the original is kept.</returns>
    /// <exception cref="UpgradeRefusedException">A migration failed; nothing was changed.</exception>
    public static async Task<string> RunAsync(StudioDb old, string path, DateTimeOffset now, CancellationToken cancel)
    {
        var copy = path + ".upgrading";
        Remove(copy);
        try
        {
            await DatabaseFile.CopyAsync(old, copy, cancel);
            await MigrateAsync(copy, cancel);
            await using var made = await DatabaseFile.OpenAsync(copy, cancel);
            if (await DatabaseFile.FaultsAsync(made, cancel) is [var fault, ..])
            {
                throw new InvalidDataException(fault);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Remove(copy);
            throw new UpgradeRefusedException(
                $"The data in '{path}' could not be brought to this release, and are as they were: {fault.Message} Start the release that wrote them, or ask for help with this message.", fault);
        }

        await old.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
        await old.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool((SqliteConnection)old.Database.GetDbConnection());
        return Swap(path, copy, now);
    }

    private static async Task MigrateAsync(string copy, CancellationToken cancel)
    {
        var options = new DbContextOptionsBuilder<StudioDb>().UseSqlite($"Data Source={copy};Pooling=False").AddInterceptors(new ConnectionHabits()).Options;
        await using var db = new StudioDb(options);
        await db.Database.MigrateAsync(cancel);
    }

    private static string Swap(string path, string copy, DateTimeOffset now)
    {
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
        {
            Remove(copy);
            throw new UpgradeRefusedException($"Another program works on '{path}'. Stop it, then start again; nothing was changed.");
        }

        var kept = $"{Path.ChangeExtension(path, null)}-before-{now.ToString("yyyyMMdd-HHmmss-fff", System.Globalization.CultureInfo.InvariantCulture)}.db";
        if (!AtomicFile.TryLink(path, kept))
        {
            File.Copy(path, kept);
        }

        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        AtomicFile.Commit(copy, path);
        return kept;
    }

    private static void Remove(string copy)
    {
        foreach (var file in new[] { copy, copy + "-wal", copy + "-shm", copy + "-journal" })
        {
            File.Delete(file);
        }
    }
}
