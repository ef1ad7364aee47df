using AigcStudio.Data.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data;

public static class DataServices
{
    /// <summary>Everything that remembers: database, blobs, and the services of each noun.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, string dataRoot, string? connectionString)
    {
        services.AddSingleton(new StudioFolders(dataRoot));
        services.AddSingleton<BlobStore>();
        services.AddDbContextFactory<StudioDb>((provider, options) =>
            options.UseSqlite(connectionString ?? $"Data Source={provider.GetRequiredService<StudioFolders>().Database};Default Timeout=30"));
        services.AddDatasets();
        services.AddJobs();
        services.AddRuns();
        services.AddGallery();
        services.AddAccounts();
        return services;
    }
}
