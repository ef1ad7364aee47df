using AigcStudio.Core;
using AigcStudio.Core.Notifications;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>Writes what a training tells, on behalf of its job: a lost lease writes nothing.</summary>
/// <exception cref="OperationCanceledException">The lease is lost.</exception>
public sealed class RunRecorder(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    public async Task WriteAsync(JobLease lease, RunBatch batch, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await JobClaims.RequireAsync(db, lease.JobId, lease.FencingToken, cancel);
        db.RunPoints.AddRange(batch.Points);
        db.RunLines.AddRange(batch.Lines);
        foreach (var sample in batch.Samples)
        {
            // "Sample now" may fall on the last step, which is sampled anyway.
            await db.RunSamples.Where(s => s.RunId == sample.RunId && s.Step == sample.Step).ExecuteDeleteAsync(cancel);
            db.RunSamples.Add(sample);
        }

        foreach (var checkpoint in batch.Checkpoints)
        {
            await PutAsync(db, checkpoint, cancel);
        }

        await db.SaveChangesAsync(cancel);
        if (batch.Lines.Count > 0)
        {
            await RunLog.TrimAsync(db, lease.SubjectId, cancel);
        }

        await UpdateRunAsync(db, lease.SubjectId, batch, cancel);
        await WarnAsync(db, lease, batch, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Forgets what came after a checkpoint, or everything where there is none: the training tells it again.</summary>
    /// <returns>The number that the next event gets: numbers are never used twice, so that a watcher sees no time run backwards.</returns>
    public async Task<long> RewindAsync(JobLease lease, Checkpoint? to, CancellationToken cancel)
    {
        var (atStep, sequence) = (to?.Step ?? -1, to?.Sequence ?? 0);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await JobClaims.RequireAsync(db, lease.JobId, lease.FencingToken, cancel);
        await db.RunPoints.Where(p => p.RunId == lease.SubjectId && p.Step > atStep).ExecuteDeleteAsync(cancel);
        await db.RunSamples.Where(s => s.RunId == lease.SubjectId && s.Step > atStep).ExecuteDeleteAsync(cancel);
        await db.RunLines
            .Where(l => l.RunId == lease.SubjectId && l.Sequence > sequence && !l.OfStudio)
            .ExecuteDeleteAsync(cancel);
        await db.Runs
            .Where(r => r.Id == lease.SubjectId)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Step, Math.Max(0, atStep)), cancel);
        var last = await db.Runs.Where(r => r.Id == lease.SubjectId).Select(r => r.LastSequence).SingleAsync(cancel);
        await transaction.CommitAsync(cancel);
        return last + 1;
    }

    /// <summary>Adds lines of the studio's own to the run's log, while no Engine of the run speaks.</summary>
    public async Task TellAsync(JobLease lease, DateTimeOffset at, RunLineLevel level, IReadOnlyCollection<Said> sentences, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await JobClaims.RequireAsync(db, lease.JobId, lease.FencingToken, cancel);
        await RunLog.AddAsync(db, lease.SubjectId, at, level, sentences, cancel);
        await transaction.CommitAsync(cancel);
    }

    // The same step may be saved twice, once in time and once at the end: the row stays, because models may name it.
    private static async Task PutAsync(StudioDb db, Checkpoint checkpoint, CancellationToken cancel)
    {
        var replaced = await db.Checkpoints
            .Where(c => c.RunId == checkpoint.RunId && c.Step == checkpoint.Step)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(c => c.BlobHash, checkpoint.BlobHash)
                    .SetProperty(c => c.Bytes, checkpoint.Bytes)
                    .SetProperty(c => c.Reason, checkpoint.Reason)
                    .SetProperty(c => c.Sequence, checkpoint.Sequence)
                    .SetProperty(c => c.At, checkpoint.At),
                cancel);
        if (replaced == 0)
        {
            db.Checkpoints.Add(checkpoint);
        }
    }

    // Each kind of worry once for a run: one that comes and goes is no news.
    private async Task WarnAsync(StudioDb db, JobLease lease, RunBatch batch, CancellationToken cancel)
    {
        if (batch.Health is { Worry: >= 2 } health)
        {
            var name = await db.Runs.Where(r => r.Id == lease.SubjectId).Select(r => r.Name).SingleAsync(cancel);
            var happening = new Happening(
                $"worry:{lease.SubjectId}:{health.Sentence.Code}",
                NoticeKind.RunWorries,
                Said.Of("notice.RunWorries", name),
                $"/runs/{lease.SubjectId}",
                clock.GetUtcNow());
            await Outbox.RaiseAsync(db, happening, [lease.OwnerId], cancel);
        }
    }

    private static async Task UpdateRunAsync(StudioDb db, Guid runId, RunBatch batch, CancellationToken cancel)
    {
        var row = db.Runs.Where(r => r.Id == runId);
        await row.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(r => r.LastSequence, r => batch.LastSequence > r.LastSequence ? batch.LastSequence : r.LastSequence);
                if (batch.Step is { } reached)
                {
                    set.SetProperty(r => r.Step, reached);
                }

                if (batch.SecondsPerStep is { } seconds)
                {
                    set.SetProperty(r => r.SecondsPerStep, seconds);
                }

                if (batch.Meters is { } meters)
                {
                    set.SetProperty(r => r.ExamplesPerSecond, meters.ExamplesPerSecond);
                    set.SetProperty(r => r.ResidentBytes, meters.ResidentBytes);
                    set.SetProperty(r => r.DeviceBytes, meters.DeviceBytes);
                }

                if (batch.Health is { } health)
                {
                    set.SetProperty(r => r.Health, health.Sentence);
                    set.SetProperty(r => r.Worry, health.Worry);
                }
            },
            cancel);
        if (batch.Started is { } started)
        {
            await row.ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Device, started.Device).SetProperty(r => r.Parameters, started.Parameters), cancel);

            // Whoever asked for a pause or cancel meanwhile keeps the word.
            await row.Where(r => r.State == RunState.Preparing).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Running), cancel);
        }
    }
}
