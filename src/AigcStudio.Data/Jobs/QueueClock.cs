using AigcStudio.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Jobs;

/// <summary>When the trainings that wait will start, from the measured speed of those before them.</summary>
public sealed class QueueClock(IDbContextFactory<StudioDb> databases, JobClaims claims)
{
    /// <param name="slots">Trainings that this studio runs at once.</param>
    public async Task<QueueOutlook> LookAsync(int slots, CancellationToken cancel)
    {
        var waiting = await claims.WaitingAsync([JobKind.Train], cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var left = await (
            from job in db.Jobs
            join run in db.Runs on job.SubjectId equals run.Id
            where job.Kind == JobKind.Train && (job.State == JobState.Queued || JobMove.Held.Contains(job.State))
            select new { job.Id, job.State, Seconds = (run.Steps - run.Step) * run.SecondsPerStep }).ToListAsync(cancel);
        var free = new PriorityQueue<double, double>();
        foreach (var held in left.Where(j => j.State != JobState.Queued))
        {
            free.Enqueue(held.Seconds, held.Seconds);
        }

        while (free.Count < Math.Max(1, slots))
        {
            free.Enqueue(0, 0);
        }

        var seconds = left.ToDictionary(j => j.Id, j => j.Seconds);
        var starts = new Dictionary<Guid, double>();
        foreach (var job in waiting)
        {
            starts[job.Id] = free.Dequeue();
            var ends = starts[job.Id] + seconds.GetValueOrDefault(job.Id);
            free.Enqueue(ends, ends);
        }

        return new QueueOutlook([.. waiting.Select(j => j.Id)], starts, free.Peek());
    }
}

/// <param name="Order">Waiting trainings in the order in which they will be taken.</param>
/// <param name="SecondsUntilStart">By job.</param>
/// <param name="SecondsUntilFree">Until one more training would start.</param>
public sealed record QueueOutlook(IReadOnlyList<Guid> Order, IReadOnlyDictionary<Guid, double> SecondsUntilStart, double SecondsUntilFree);
