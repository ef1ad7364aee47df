using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage.Backups;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>Erases items for good, with all that descends from them, as the preview showed it.</summary>
public sealed class Erasures
{
    private const int MostItems = 10_000;
    private const int MostReason = 500;

    private readonly IDbContextFactory<StudioDb> _databases;
    private readonly ErasureRows _rows;
    private readonly ErasureFiles _files;
    private readonly BackupMaker _backups;
    private readonly JobTable _jobs;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal Erasures(
        IDbContextFactory<StudioDb> databases, ErasureRows rows, ErasureFiles files, BackupMaker backups, JobTable jobs, AuditLog audit, TimeProvider clock) =>
        (_databases, _rows, _files, _backups, _jobs, _audit, _clock) = (databases, rows, files, backups, jobs, audit, clock);

    /// <summary>Carries an erasure out: when this ends, the bytes are gone. What a kill interrupts goes on at the next start.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    /// <exception cref="StorageException">
    /// <c>erasure.nothing(most)</c>, <c>erasure.reason(most)</c>, <c>erasure.busy(jobs)</c>, <c>erasure.undecided(models)</c>: nothing was changed.
    /// </exception>
    public async Task<Guid> CarryOutAsync(Viewer viewer, ErasureAsk ask, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        if (ask.Hashes.Count is 0 or > MostItems || !ask.Hashes.All(h => ContentHash.TryParse(h, out _)))
        {
            throw new StorageException("erasure.nothing", MostItems);
        }

        if (string.IsNullOrWhiteSpace(ask.Reason) || ask.Reason.Length > MostReason)
        {
            throw new StorageException("erasure.reason", MostReason);
        }

        List<Guid> jobs = [];
        Erasure row;
        await using (var db = await _databases.CreateDbContextAsync(cancel))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            row = await _rows.RemoveAsync(db, viewer, ask, jobs, cancel);
            await transaction.CommitAsync(cancel);
        }

        // The rows are gone: from here on nobody's leaving stops it.
        await FinishAsync(row, CancellationToken.None);
        jobs.ForEach(_jobs.Announce);
        return row.Id;
    }

    /// <summary>Goes on with what a kill interrupted.</summary>
    public async Task FinishAllAsync(CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        foreach (var row in await db.Erasures.AsNoTracking().Where(e => e.EndedAt == null).ToListAsync(cancel))
        {
            await FinishAsync(row, cancel);
        }
    }

    /// <summary>Erases once more what a restored backup brought back of it.</summary>
    /// <param name="hashes">That were erased since the backup was made, or before.</param>
    public async Task RepeatAsync(IReadOnlySet<string> hashes, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var known = await db.ErasedContents.Select(c => c.Hash).ToListAsync(cancel);
        List<string> again = [.. hashes.Except(known)];
        if (again.Count > 0)
        {
            // Nobody is there to decide: what learned from it goes.
            var descent = await Lineage.OfAsync(db, again, cancel);
            var models = descent.Models.ToDictionary(m => m, _ => ModelFate.Delete);
            await ErasureRows.Open(db, descent).ExecuteUpdateAsync(row => row.SetProperty(j => j.State, JobState.Cancelled), cancel);
            await db.Runs.Where(r => descent.Runs.Contains(r.Id) && !RunFollower.Over.Contains(r.State))
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, RunState.Cancelled), cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var row = await _rows.RemoveAsync(db, new Viewer(Guid.Empty, Role.Admin), new ErasureAsk(again, models, "restored backup", false), [], cancel);
            await transaction.CommitAsync(cancel);
            await FinishAsync(row, cancel);
        }
    }

    private async Task FinishAsync(Erasure row, CancellationToken cancel)
    {
        var left = ErasureLeft.FromJson(row.Left);
        await _files.RemoveAsync(left, cancel);
        await using (var db = await _databases.CreateDbContextAsync(cancel))
        {
            await db.Erasures.Where(e => e.Id == row.Id)
                .ExecuteUpdateAsync(r => r.SetProperty(e => e.EndedAt, _clock.GetUtcNow()).SetProperty(e => e.Left, ""), cancel);
        }

        await _audit.WriteAsync(
            row.PersonId == Guid.Empty ? null : row.PersonId,
            "erasure.done",
            $"erasure:{row.Id}",
            string.Create(CultureInfo.InvariantCulture, $"{row.Items} items in {row.Versions} versions, {row.Models} models, {row.Artifacts} works; {row.Exports} files had left the house"),
            cancel);
        if (left.DropBackups)
        {
            await _backups.MakeAsync(null, null, null, cancel);
        }
    }
}
