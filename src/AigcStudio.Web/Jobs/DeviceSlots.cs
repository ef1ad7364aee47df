using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Jobs;

/// <summary>Which training has which device.</summary>
public sealed class DeviceSlots(Devices devices)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Guid> _taken = [];

    /// <summary>The run on a device, or null.</summary>
    public Guid? RunOn(string deviceId)
    {
        lock (_gate)
        {
            return _taken.TryGetValue(deviceId, out var run) ? run : null;
        }
    }

    /// <summary>Takes the best free device until the slot is disposed; the lane has no more workers than there are devices.</summary>
    public async Task<DeviceSlot> TakeAsync(Guid runId, CancellationToken cancel)
    {
        var all = await devices.ForTrainingAsync(cancel);
        lock (_gate)
        {
            var device = all.FirstOrDefault(d => !_taken.ContainsKey(d.Id)) ?? all[0];
            _taken[device.Id] = runId;
            return new DeviceSlot(device, () => Free(device, runId));
        }
    }

    private void Free(EngineDevice device, Guid runId)
    {
        lock (_gate)
        {
            if (_taken.GetValueOrDefault(device.Id) == runId)
            {
                _taken.Remove(device.Id);
            }
        }
    }
}

public sealed class DeviceSlot(EngineDevice device, Action onFree) : IDisposable
{
    public EngineDevice Device => device;

    public void Dispose() => onFree();
}
