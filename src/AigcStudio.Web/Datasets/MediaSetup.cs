using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Datasets;

public static class MediaSetup
{
    /// <summary><see cref="IMedia"/> over a pool of Media processes.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().BindConfiguration("Media").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMediaStarter, MediaStarter>();
        services.AddSingleton<IMedia, MediaPool>();
        return services;
    }
}
