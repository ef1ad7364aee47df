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
        services.AddSingleton<DatasetReadings>();
        services.AddSingleton<DatasetEditor>();
        services.AddSingleton<VersionFreezer>();
        services.AddSingleton<ApprovedWorks>();
        return services;
    }

    /// <summary>What has pictures decoded, for a host that has an <see cref="Core.Datasets.IMedia"/>.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<DatasetPacks>();
        services.AddSingleton<DatasetThumbnails>();
        services.AddSingleton<IJobHandler, ImportJob>();
        services.AddHostedService<UploadSweep>();
        return services;
    }
}
