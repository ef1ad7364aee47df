using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Notifications;

/// <summary>Tells of trainings that ended, with their end; who stopped one knows it already.</summary>
public sealed class JobNews(TimeProvider clock) : IJobFollower
{
    public JobKind Kind => JobKind.Train;

    public async Task FollowAsync(StudioDb db, Job job, CancellationToken cancel)
    {
        NoticeKind? kind = job.State switch
        {
            JobState.Succeeded => NoticeKind.RunEnded,
            JobState.Failed or JobState.Quarantined => NoticeKind.RunFailed,
            _ => null,
        };
        if (kind is { } ended && await db.Runs.Where(r => r.Id == job.SubjectId).Select(r => r.Name).SingleOrDefaultAsync(cancel) is { } name)
        {
            var happening = new Happening(
                $"run:{job.SubjectId}:{job.Id}", ended, Said.Of($"notice.{ended}", name), $"/runs/{job.SubjectId}", clock.GetUtcNow());
            await Outbox.RaiseAsync(db, happening, [job.OwnerId], cancel);
        }
    }

    /// <summary>Tells the administrators of a worker that died.</summary>
    /// <param name="job">As it stands after it was taken from the dead one.</param>
    internal static Task LostAsync(StudioDb db, Job job, DateTimeOffset at, CancellationToken cancel)
    {
        var code = job.State == JobState.Quarantined ? "notice.WorkerLost.thrice" : "notice.WorkerLost";
        return Outbox.RaiseToAdministratorsAsync(
            db, new Happening($"lost:{job.Id}:{job.FencingToken}", NoticeKind.WorkerLost, Said.Of(code), $"/admin/jobs/{job.Id}", at), cancel);
    }
}
