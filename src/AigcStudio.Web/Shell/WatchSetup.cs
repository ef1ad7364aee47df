using AigcStudio.Data;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

namespace AigcStudio.Web.Shell;

/// <summary>
/// How operators watch: <c>/health/live</c> (the process answers), <c>/health/ready</c> (database and disk do too) and
/// <c>/metrics</c> for Prometheus. Meters named <c>AigcStudio.*</c> are taken along.
/// </summary>
public static class WatchSetup
{
    public static IServiceCollection AddWatch(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<DiskCheck>("disk");
        services.AddOpenTelemetry().WithMetrics(m => m
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits")
            .AddMeter("Microsoft.AspNetCore.RateLimiting", "System.Runtime", "AigcStudio.*")
            .AddPrometheusExporter());
        return services;
    }

    public static IEndpointRouteBuilder MapWatch(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready").AllowAnonymous();
        routes.MapPrometheusScrapingEndpoint().RequireAuthorization(Policies.Admin);
        return routes;
    }

    private sealed class DatabaseCheck(IDbContextFactory<StudioDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
    }

    private sealed class DiskCheck(StudioFolders folders) : IHealthCheck
    {
        /// <summary>Enough for a checkpoint and the rows that tell of it.</summary>
        private const long LeastFreeBytes = 256L << 20;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new DriveInfo(folders.Root).AvailableFreeSpace > LeastFreeBytes
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded());
    }
}
