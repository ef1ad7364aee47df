using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Datasets;

public static class DatasetsServices
{
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        services.AddOptions<UploadLimits>().ValidateDataAnnotations();
        services.AddSingleton<UploadFolder>();
        services.AddSingleton<DatasetUploads>();
        services.AddSingleton<DatasetTable>();
        services.AddSingleton<DatasetReader>();
        services.AddSingleton<VersionFreezer>();
        services.AddSingleton<DatasetPacks>();
        services.AddSingleton<DatasetThumbnails>();
        services.AddSingleton<IJobHandler, ImportJob>();
        return services;
    }
}
