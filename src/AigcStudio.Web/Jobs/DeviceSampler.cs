using AigcStudio.Data;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Jobs;

/// <summary>Once a minute writes down how busy this host and its accelerators are.</summary>
public sealed class DeviceSampler(
    DeviceHistory history, DeviceReader devices, IDbContextFactory<StudioDb> databases, TimeProvider clock, ILogger<DeviceSampler> log) : BackgroundService
{
    private const string Processor = "cpu";

    private readonly HostMeter _meter = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _meter.TakeLoad();
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await history.WriteAsync(await LookAsync(stoppingToken), stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(fault, "This minute's load was not written down");
            }
        }
    }

    private async Task<IReadOnlyList<DeviceSample>> LookAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var minute = now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMinute));
        var (used, total) = _meter.Memory();
        var samples = new List<DeviceSample>
        {
            new() { Device = "host", At = minute, Load = _meter.TakeLoad(), MemoryBytes = used, MemoryTotalBytes = total },
        };
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Runs.AnyAsync(r => r.DeviceBytes != null, cancel))
        {
            // An accelerator's own load is not told by the Engine: it is busy while a training has it.
            samples.AddRange((await devices.ReadAsync(cancel)).Devices.Where(d => d.Id != Processor).Select(d => new DeviceSample
            {
                Device = d.Id,
                At = minute,
                Load = d.Run is null ? 0 : 1,
                MemoryBytes = d.Run?.DeviceBytes ?? 0,
                MemoryTotalBytes = d.MemoryBytes,
            }));
        }

        return samples;
    }
}
