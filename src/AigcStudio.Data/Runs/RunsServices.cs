using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Runs;

public static class RunsServices
{
    public static IServiceCollection AddRuns(this IServiceCollection services) => services;
}
