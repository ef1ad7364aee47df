using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Gallery;

public static class GalleryServices
{
    /// <summary>Artifacts, their texts, counts and trash.</summary>
    public static IServiceCollection AddGallery(this IServiceCollection services)
    {
        services.AddSingleton<GalleryGate>();
        services.AddSingleton<GalleryReader>();
        services.AddSingleton<GalleryFacets>();
        services.AddSingleton<ArtifactTexts>();
        services.AddSingleton<ArtifactCaches>();
        services.AddSingleton<GalleryTrash>();
        services.AddSingleton<DrawnArtifacts>();
        services.AddSingleton<ArtifactShowing>();
        services.AddSingleton<DrawnSources>();
        return services;
    }
}
