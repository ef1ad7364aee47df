namespace AigcStudio.Web.Storage;

public static class StorageSetup
{
    /// <summary>The page and API of the store, and its nightly work.</summary>
    public static IServiceCollection AddStorageDesk(this IServiceCollection services)
    {
        services.AddHostedService<NightWatch>();
        services.AddHostedService<ReserveWatch>();
        return services;
    }

    public static IEndpointRouteBuilder MapStorage(this IEndpointRouteBuilder routes)
    {
        StorageEndpoints.Map(routes);
        return routes;
    }
}
