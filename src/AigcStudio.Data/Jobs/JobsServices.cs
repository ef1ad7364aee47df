using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Jobs;

public static class JobsServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services;
}
