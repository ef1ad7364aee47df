using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Gallery;

public static class GalleryServices
{
    public static IServiceCollection AddGallery(this IServiceCollection services) => services;
}
