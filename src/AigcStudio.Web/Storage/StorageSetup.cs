namespace AigcStudio.Web.Storage;

public static class StorageSetup
{
    /// <summary>The page and API of the store, and its nightly work.</summary>
    public static IServiceCollection AddStorageDesk(this IServiceCollection services)
    {
        services.AddSingleton<BackupDesk>();
        services.AddSingleton<NightBackup>();
        services.AddHostedService<NightWatch>();
        services.AddHostedService<ReserveWatch>();
        services.AddHostedService<NightKeeping>();
        services.AddHostedService<ErasureKeeper>();
        return services;
    }

    public static IEndpointRouteBuilder MapStorage(this IEndpointRouteBuilder routes)
    {
        StorageEndpoints.Map(routes);
        BackupEndpoints.Map(routes);
        ErasureEndpoints.Map(routes);
        return routes;
    }
}
