using AigcStudio.Core.Runs;
using Hangfire;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Jobs;

public static class JobsSetup
{
    /// <summary>Workers and their Engines. The handlers of the kinds of job register with their nouns.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>()
            .BindConfiguration(JobsOptions.Section)
            .ValidateDataAnnotations()
            .Validate(o => o.LeaseSeconds >= 3 * o.HeartbeatSeconds, "Jobs:LeaseSeconds must be at least three times Jobs:HeartbeatSeconds.")
            .ValidateOnStart();
        services.AddHangfire(c => c
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseInMemoryStorage());
        services.AddMetrics();
        services.AddSingleton<JobFigures>();
        services.AddSingleton<EngineFigures>();
        services.AddSingleton<IConfigureOptions<HostOptions>, StopInTime>();
        services.AddSingleton<IEngineStarter, EngineStarter>();
        services.AddSingleton<IEngine, DrawingEngine>();
        services.AddSingleton<Devices>();
        services.AddSingleton<DeviceSlots>();
        services.AddSingleton<DeviceReader>();
        services.AddSingleton<JobTurns>();
        services.AddSingleton<JobStops>();
        services.AddSingleton<JobLogs>();
        services.AddScoped<JobActsDesk>();
        services.AddSingleton<ProgressWriter>();
        services.AddSingleton<JobWatch>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobTickets>();
        services.AddHostedService<JobServers>();
        services.AddHostedService<JobDispatcher>();
        services.AddHostedService<DeviceSampler>();
        return services;
    }

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        // Their figures stand at nought from the start: one that comes with the first use looks like one that was taken away.
        routes.ServiceProvider.GetRequiredService<JobFigures>();
        routes.ServiceProvider.GetRequiredService<EngineFigures>();
        JobEndpoints.Map(routes);
        return routes;
    }

    /// <summary>A training must have the time to checkpoint when the host stops.</summary>
    private sealed class StopInTime(IOptions<JobsOptions> jobs) : IConfigureOptions<HostOptions>
    {
        public void Configure(HostOptions options) => options.ShutdownTimeout = TimeSpan.FromSeconds(jobs.Value.GraceSeconds + 15);
    }
}
