namespace AigcStudio.Web.Runs;

public static class RunsSetup
{
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddScoped<BrowserClock>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunPlans>();
        services.AddSingleton<RunOutlook>();
        services.AddSingleton<RunQueue>();
        return services;
    }
}
