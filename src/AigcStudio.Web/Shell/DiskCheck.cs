using AigcStudio.Data.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AigcStudio.Web.Shell;

/// <summary>Degraded on a nearly full disk: pages go on, work waits.</summary>
internal sealed class DiskCheck(StudioFolders folders) : IHealthCheck
{
    /// <summary>Enough for a checkpoint and the rows that tell of it.</summary>
    private const long LeastFreeBytes = 256L << 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(new DriveInfo(folders.Root).AvailableFreeSpace > LeastFreeBytes
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded());
}
