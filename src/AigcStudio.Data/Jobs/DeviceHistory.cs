using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Jobs;

/// <summary>How busy this host was, minute by minute for a week; kept in the database, so that a restart loses nothing.</summary>
public sealed class DeviceHistory(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>Minutes are kept for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int MostPoints = 180;

    /// <summary>Writes one minute down and lets those go that are too old. A minute that is there already stays as it is.</summary>
    public async Task WriteAsync(IReadOnlyList<DeviceSample> samples, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var sample in samples)
        {
            if (!await db.Set<DeviceSample>().AnyAsync(s => s.Device == sample.Device && s.At == sample.At, cancel))
            {
                db.Add(sample);
            }
        }

        await db.SaveChangesAsync(cancel);
        var oldest = clock.GetUtcNow() - Kept;
        await db.Set<DeviceSample>().Where(s => s.At < oldest).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Each device's last hours, oldest first, thinned by means to at most 180 points.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<IReadOnlyList<DeviceCurve>> ReadAsync(Viewer viewer, TimeSpan back, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var since = clock.GetUtcNow() - back;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var samples = await db.Set<DeviceSample>().AsNoTracking().Where(s => s.At >= since).OrderBy(s => s.At).ToListAsync(cancel);
        var width = Math.Max(TimeSpan.TicksPerMinute, back.Ticks / MostPoints);
        return [.. samples.GroupBy(s => s.Device).OrderBy(g => g.Key).Select(device => new DeviceCurve(
            device.Key,
            device.Last().MemoryTotalBytes,
            [.. device.GroupBy(s => s.At.UtcTicks / width).Select(b => new DevicePoint(b.First().At, b.Average(s => s.Load), (long)b.Average(s => s.MemoryBytes)))]))];
    }

    /// <summary>What workers hold now, and how often one was lost lately.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<WorkersNow> WorkersAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        var since = clock.GetUtcNow() - Kept;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var held = await db.Jobs.Where(j => JobMove.Held.Contains(j.State)).OrderBy(j => j.Id)
            .Select(j => new WorkerJob(j.Id, j.Kind, j.SubjectId, j.Worker, j.Heartbeat, j.StartedAt)).ToListAsync(cancel);
        return new WorkersNow(
            held,
            await db.Jobs.Where(j => j.CreatedAt >= since).SumAsync(j => j.Deaths, cancel),
            await db.Jobs.CountAsync(j => j.State == JobState.Quarantined && j.EndedAt >= since, cancel));
    }
}

/// <param name="Load">0 to 1, a mean.</param>
public sealed record DevicePoint(DateTimeOffset At, double Load, long MemoryBytes);

/// <param name="Device"><c>host</c> or the Engine's name of an accelerator.</param>
public sealed record DeviceCurve(string Device, long MemoryTotalBytes, IReadOnlyList<DevicePoint> Points);

/// <param name="Heartbeat">Grows while the worker lives.</param>
public sealed record WorkerJob(Guid JobId, JobKind Kind, Guid SubjectId, string? Worker, long Heartbeat, DateTimeOffset? StartedAt);

/// <param name="Lost">Workers that died in the last week with nothing left behind since.</param>
/// <param name="SetAside">Jobs quarantined in the last week.</param>
public sealed record WorkersNow(IReadOnlyList<WorkerJob> Held, int Lost, int SetAside);
