namespace AigcStudio.Data.Jobs;

/// <summary>How busy a device of this host was in one minute.</summary>
public sealed class DeviceSample
{
    /// <summary><c>host</c> for the machine itself, or the Engine's name of an accelerator.</summary>
    public required string Device { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>0 to 1.</summary>
    public double Load { get; init; }

    public long MemoryBytes { get; init; }

    public long MemoryTotalBytes { get; init; }
}
