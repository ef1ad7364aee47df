using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Gallery;

public static class GallerySetup
{
    public static IServiceCollection AddGallery(this IServiceCollection services)
    {
        services.AddSingleton<ArtifactThumbnails>();
        services.AddSingleton<CopyChecks>();
        services.AddHostedService<CopyChecker>();
        services.AddSingleton<DrawnFiles>();
        services.AddSingleton<ExportBook>();
        services.AddSingleton<MarkedExport>();
        services.AddSingleton<SelectionArchive>();
        services.AddSingleton<IJobHandler, DrawJob>();
        return services;
    }

    public static IEndpointRouteBuilder MapGallery(this IEndpointRouteBuilder routes)
    {
        ArtifactEndpoints.Map(routes);
        return routes;
    }
}
