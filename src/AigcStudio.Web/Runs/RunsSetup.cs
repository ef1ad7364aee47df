using AigcStudio.Data.Jobs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Runs;

public static class RunsSetup
{
    /// <summary>Queueing, training and watching runs.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddScoped<BrowserClock>();
        services.AddMetrics();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunFigures>();
        services.AddSingleton<RunPlans>();
        services.AddSingleton<RunOutlook>();
        services.AddSingleton<RunQueue>();
        services.AddSingleton<SampleSheets>();
        services.AddSingleton<SampleReader>();
        services.AddSingleton<RunScribes>();
        services.AddSingleton<TrainAttempts>();
        services.AddSingleton<IJobHandler, TrainJob>();
        services.AddHostedService<RunStateNews>();
        services.AddSingleton<HubGuard>();
        services.AddSignalR().AddHubOptions<RunsHub>(o => o.AddFilter<HubGuard>());
        services.AddOptions<WatcherOptions>().BindConfiguration(WatcherOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }

    /// <summary>Measures the host at a start, where it is wanted.</summary>
    public static IServiceCollection AddHostBenchmark(this IServiceCollection services, StudioOptions studio) =>
        studio.MeasureAtStart ? services.AddHostedService<HostBenchmark>() : services;

    public static IEndpointRouteBuilder MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<RunFigures>();
        RunEndpoints.Map(routes);
        RunActEndpoints.Map(routes);
        RunHistoryEndpoints.Map(routes);
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<WatcherOptions>>().Value;
        routes.MapHub<RunsHub>("/hubs/runs", o => o.TransportSendTimeout = TimeSpan.FromSeconds(limits.SendSeconds));
        return routes;
    }
}
