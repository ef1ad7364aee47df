using System.Globalization;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Follows the plan line by line, each in a transaction that asks once more whether it may go; then lets go of every blob that no row refers
/// to. Started again after a kill, it finds what is left to do.
/// </summary>
internal sealed class CleanUpJob(
    IDbContextFactory<StudioDb> databases, CleanPlanner planner, BlobSweep sweep, AuditLog audit, TimeProvider clock) : IJobHandler
{
    public JobKind Kind => JobKind.Clean;

    public async Task<JobState> HandleAsync(JobLease lease, CancellationToken cancel)
    {
        lease.Progress.Report(new JobProgress("phase.cleaning", 0, 0));
        var doomed = (await planner.FindAsync(CleanAsk.FromJson(lease.Payload), cancel)).Doomed;
        var (removed, bytes) = (0, 0L);
        for (var i = 0; i < doomed.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (await doomed[i].RemoveAsync(cancel))
            {
                (removed, bytes) = (removed + doomed[i].Line.Count, bytes + doomed[i].Line.Bytes);
            }

            lease.Progress.Report(new JobProgress("phase.removing", i + 1, doomed.Count));
        }

        var swept = await sweep.SweepAsync(lease.Progress, cancel);
        await RecordAsync(lease.SubjectId, removed, bytes + swept.Bytes, cancel);
        return JobState.Succeeded;
    }

    private async Task RecordAsync(Guid id, int removed, long bytes, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<CleanUp>().SingleAsync(c => c.Id == id, cancel);
        (row.Removed, row.Bytes, row.EndedAt) = (row.Removed + removed, row.Bytes + bytes, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await audit.WriteAsync(
            row.Nightly ? null : row.AskedById, "storage.erased", $"cleanUp:{id}", string.Create(CultureInfo.InvariantCulture, $"{removed} things, {bytes} bytes"), cancel);
    }
}
