using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Datasets;

public static class DatasetsServices
{
    public static IServiceCollection AddDatasets(this IServiceCollection services) => services;
}
