using System.Globalization;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>Reads and changes how long things are kept and how much a person may use.</summary>
public sealed class HousekeepingRules(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider clock)
{
    private const int MostDays = 3650;
    private const int MostTrainings = 10_000;
    private const int MostBackups = 1000;
    private const int MostYears = 100;

    /// <summary>As stored; before an administrator has said anything, everything is kept and nothing is limited.</summary>
    public async Task<Housekeeping> GetAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Housekeeping>().AsNoTracking().SingleOrDefaultAsync(cancel) ?? new Housekeeping { Id = 1 };
    }

    /// <summary>Changes the rules. What takes more than before begins with the coming night, so that a slip can be mended by day.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    /// <exception cref="StorageException"><c>storage.days(most)</c>, <c>storage.limits(most)</c>, <c>storage.keeping.legal(backups, days, years)</c>.</exception>
    public async Task SaveAsync(Viewer viewer, Housekeeping asked, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        if (asked.TrashDays is < 0 or > MostDays || asked.UploadDays is < 0 or > MostDays)
        {
            throw new StorageException("storage.days", MostDays);
        }

        if (asked.BytesPerPerson is < 0 || asked.TrainingsPerPerson is < 0 or > MostTrainings)
        {
            throw new StorageException("storage.limits", MostTrainings);
        }

        if (asked.BackupsKept is < 0 or > MostBackups || asked.PointDays is < 0 or > MostDays || asked.AuditYears is < 0 or > MostYears)
        {
            throw new StorageException("storage.keeping.legal", MostBackups, MostDays, MostYears);
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<Housekeeping>().SingleOrDefaultAsync(cancel) ?? db.Add(new Housekeeping { Id = 1 }).Entity;
        row.NightAt = TakesMore(row, asked) ? clock.GetUtcNow() : row.NightAt;
        (row.TrashDays, row.UploadDays, row.SpareCheckpoints) = (asked.TrashDays, asked.UploadDays, asked.SpareCheckpoints);
        (row.BytesPerPerson, row.TrainingsPerPerson) = (asked.BytesPerPerson, asked.TrainingsPerPerson);
        (row.BackupsKept, row.PointDays, row.AuditYears) = (asked.BackupsKept, asked.PointDays, asked.AuditYears);
        await db.SaveChangesAsync(cancel);
        await audit.WriteAsync(
            viewer.PersonId,
            "housekeeping.changed",
            "workspace",
            string.Create(CultureInfo.InvariantCulture, $"trash:{row.TrashDays}d uploads:{row.UploadDays}d checkpoints:{row.SpareCheckpoints} bytes:{row.BytesPerPerson} trainings:{row.TrainingsPerPerson} backups:{row.BackupsKept} points:{row.PointDays}d audit:{row.AuditYears}y"),
            cancel);
    }

    /// <summary>What the night is to do; null where the rules ask for nothing.</summary>
    public static CleanAsk? NightOf(Housekeeping rules)
    {
        var parts = (rules.TrashDays is null ? CleanPart.None : CleanPart.Trash)
            | (rules.UploadDays is null ? CleanPart.None : CleanPart.Uploads)
            | (rules.SpareCheckpoints ? CleanPart.Checkpoints : CleanPart.None);
        return parts == CleanPart.None ? null : new CleanAsk(parts, rules.TrashDays ?? 0, rules.UploadDays ?? 0);
    }

    private static bool TakesMore(Housekeeping before, Housekeeping asked) =>
        asked.TrashDays < (before.TrashDays ?? int.MaxValue)
        || asked.UploadDays < (before.UploadDays ?? int.MaxValue)
        || (asked.SpareCheckpoints && !before.SpareCheckpoints);

    /// <summary>Takes the night of this moment, once: of many who try, one succeeds.</summary>
    /// <param name="since">The beginning of the night.</param>
    public async Task<bool> TakeNightAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<Housekeeping>().Where(h => h.NightAt == null || h.NightAt < since)
            .ExecuteUpdateAsync(row => row.SetProperty(h => h.NightAt, now), cancel) > 0;
    }
}
