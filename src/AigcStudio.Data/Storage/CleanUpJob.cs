using System.Globalization;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Follows the plan line by line, each in a transaction that asks once more whether it may go; then lets go of every blob that no row refers
/// to. What went is written down line by line, so that a clean-up which is cut short tells it too. Started again after a kill, it finds what
/// is left to do.
/// </summary>
internal sealed class CleanUpJob(
    IDbContextFactory<StudioDb> databases, CleanPlanner planner, BlobSweep sweep, AuditLog audit, TimeProvider clock) : IJobHandler
{
    public JobKind Kind => JobKind.Clean;

    public async Task<JobState> HandleAsync(JobLease lease, CancellationToken cancel)
    {
        lease.Progress.Report(new JobProgress("phase.cleaning", 0, 0));
        var doomed = (await planner.FindAsync(CleanAsk.FromJson(lease.Payload), cancel)).Doomed;
        var done = false;
        try
        {
            for (var i = 0; i < doomed.Count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                if (await doomed[i].RemoveAsync(cancel))
                {
                    await CountAsync(lease.SubjectId, doomed[i].Line.Count, doomed[i].Line.Bytes);
                }

                lease.Progress.Report(new JobProgress("phase.removing", i + 1, doomed.Count));
            }

            await SweepAsync(lease, cancel);
            done = true;
        }
        finally
        {
            await RecordAsync(lease.SubjectId, done);
        }

        return JobState.Succeeded;
    }

    private async Task SweepAsync(JobLease lease, CancellationToken cancel)
    {
        var bytes = 0L;
        try
        {
            await sweep.SweepAsync(lease.Progress, b => bytes += b, cancel);
        }
        finally
        {
            await CountAsync(lease.SubjectId, 0, bytes);
        }
    }

    // What is gone is gone: whoever asks to stop does not stop this.
    private async Task CountAsync(Guid id, int removed, long bytes)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.Set<CleanUp>().Where(c => c.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.Removed, c => c.Removed + removed).SetProperty(c => c.Bytes, c => c.Bytes + bytes));
    }

    /// <summary>Closes the row of a clean-up that is done, and writes the audit row of one that took anything or is done.</summary>
    private async Task RecordAsync(Guid id, bool done)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var row = await db.Set<CleanUp>().SingleAsync(c => c.Id == id);
        row.EndedAt = done ? clock.GetUtcNow() : row.EndedAt;
        await db.SaveChangesAsync();
        if (done || row.Removed > 0 || row.Bytes > 0)
        {
            await audit.WriteAsync(
                row.Nightly ? null : row.AskedById,
                "storage.erased",
                $"cleanUp:{id}",
                string.Create(CultureInfo.InvariantCulture, $"{row.Removed} things, {row.Bytes} bytes"),
                CancellationToken.None);
        }
    }
}
