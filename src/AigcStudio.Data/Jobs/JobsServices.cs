using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AigcStudio.Data.Jobs;

public static class JobsServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<JobBell>();
        services.AddSingleton<JobMover>();
        services.AddSingleton<JobTable>();
        services.AddSingleton<JobClaims>();
        services.AddSingleton<QueueClock>();
        services.AddSingleton<JobReader>();
        services.AddSingleton<JobActs>();
        services.AddSingleton<DeviceHistory>();
        return services;
    }
}
