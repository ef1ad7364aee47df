using System.Data.Common;
using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Notifications;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Storage;

/// <summary>Backups as people ask for them and as the night does: how far the one at hand is, how many are kept, and news of one that failed.</summary>
public sealed class BackupDesk(
    IDbContextFactory<StudioDb> databases, BackupMaker maker, BackupFolder folder, HousekeepingRules rules, AuditLog audit, TimeProvider clock)
{
    /// <summary>How far the backup at hand is; null where none is.</summary>
    public JobProgress? Working { get; private set; }

    /// <summary>Those that are kept, newest first.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public IReadOnlyList<BackupMade> List(Viewer viewer)
    {
        viewer.MustBeAdmin();
        return folder.List();
    }

    /// <param name="personId">Who asked; null for the night.</param>
    /// <exception cref="StorageException"><c>storage.backup.busy</c>, <c>storage.backup.damaged(fault)</c>, <c>storage.backup.failed(fault)</c>.</exception>
    public async Task<BackupMade> MakeAsync(Guid? personId, CancellationToken cancel)
    {
        try
        {
            Working = new JobProgress("phase.backup", 0, 0);
            var made = await maker.MakeAsync(personId, null, new Sink(p => Working = p), cancel);
            if (((await rules.GetAsync(cancel)).BackupsKept ?? Housekeeping.UsualBackups) is > 0 and var kept)
            {
                await maker.KeepAsync(kept, cancel);
            }

            return made;
        }
        catch (StorageException refusal) when (refusal.Code != "storage.backup.busy")
        {
            await TellAsync(personId, refusal.Arguments[0].ToString() ?? "");
            throw;
        }
        catch (Exception fault) when (fault is IOException or DbException or UnauthorizedAccessException)
        {
            await TellAsync(personId, fault.Message);
            throw new StorageException("storage.backup.failed", fault.Message);
        }
        finally
        {
            Working = null;
        }
    }

    // The page asks for it once a second: a push to somebody who is not there would be lost.
    private sealed class Sink(Action<JobProgress> take) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => take(value);
    }

    private async Task TellAsync(Guid? personId, string fault)
    {
        var now = clock.GetUtcNow();
        var happening = new Happening(
            $"backup:{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", NoticeKind.BackupFailed, Said.Of("notice.BackupFailed", fault), "/admin/storage", now);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        await Outbox.RaiseToAdministratorsAsync(db, happening, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        await audit.WriteAsync(personId, "backup.failed", "workspace", fault, CancellationToken.None);
    }
}
