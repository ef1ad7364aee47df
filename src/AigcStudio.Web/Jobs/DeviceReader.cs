using AigcStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Jobs;

/// <summary>The devices of this host and what they are busy with.</summary>
public sealed class DeviceReader(Devices devices, DeviceSlots slots, IDbContextFactory<StudioDb> databases)
{
    /// <exception cref="Core.StudioException">The Engine cannot be started: codes <c>jobs.child.*</c>.</exception>
    public async Task<HostDevices> ReadAsync(CancellationToken cancel)
    {
        var greeting = await devices.GreetAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var views = new List<DeviceView>();
        foreach (var device in greeting.Devices)
        {
            var run = slots.RunOn(device.Id) is { } runId
                ? await db.Runs
                    .Where(r => r.Id == runId)
                    .Select(r => new DeviceRun(r.Id, r.Name, r.Step, r.Steps, r.ExamplesPerSecond, r.ResidentBytes, r.DeviceBytes))
                    .SingleOrDefaultAsync(cancel)
                : null;
            views.Add(new DeviceView(device.Id, device.Name, device.MemoryBytes, run));
        }

        return new HostDevices(greeting.Version, greeting.Backend, greeting.Threads, views);
    }
}

/// <param name="Version">Of libtorch.</param>
/// <param name="Backend"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Threads">That the Engine computes with.</param>
public sealed record HostDevices(string Version, string Backend, int Threads, IReadOnlyList<DeviceView> Devices);

/// <param name="Run">The training on it, or null.</param>
public sealed record DeviceView(string Id, string Name, long MemoryBytes, DeviceRun? Run);

public sealed record DeviceRun(Guid Id, string Name, int Step, int Steps, double ExamplesPerSecond, long ResidentBytes, long? DeviceBytes);
