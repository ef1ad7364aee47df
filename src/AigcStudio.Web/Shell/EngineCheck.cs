using AigcStudio.Web.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AigcStudio.Web.Shell;

/// <summary>
/// Degraded where the Engine is not beside the studio, or the last one that was started did not come up: pages go on, trainings and draws fail in
/// words. It starts none, so that asking costs nothing.
/// </summary>
internal sealed class EngineCheck(EngineFigures engines) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(engines.CameUp && File.Exists(ChildProgram.Engine.Path) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());
}
