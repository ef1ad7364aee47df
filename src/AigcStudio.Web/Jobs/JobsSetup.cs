using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Jobs;

public static class JobsSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IEngineStarter, EngineStarter>();
        services.AddSingleton<IEngine, DrawingEngine>();
        services.AddSingleton<Devices>();
        return services;
    }
}
