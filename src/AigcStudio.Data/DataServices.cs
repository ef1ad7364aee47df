using AigcStudio.Data.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Recommendations;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AigcStudio.Data;

public static class DataServices
{
    /// <summary>Everything that remembers: database, blobs, and the services of each noun.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, string dataRoot, string? connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new StudioFolders(dataRoot));
        services.AddSingleton<BlobStore>();
        services.AddSingleton<StudioDatabase>();
        services.AddDbContextFactory<StudioDb>((provider, options) => options
            .UseSqlite(connectionString ?? $"Data Source={provider.GetRequiredService<StudioFolders>().Database};Default Timeout=30")
            .AddInterceptors(new ConnectionHabits()));
        services.AddDatasets();
        services.AddJobs();
        services.AddRuns();
        services.AddGallery();
        services.AddRecommendations();
        services.AddBoards();
        services.AddReviews();
        services.AddEvaluation();
        services.AddAccounts();
        services.AddStorage();
        services.AddNotifications();
        return services;
    }

    /// <summary>Brings the database up to date; called once, before anything reads it.</summary>
    public static Task OpenDatabaseAsync(this IServiceProvider services, CancellationToken cancel = default) =>
        services.GetRequiredService<StudioDatabase>().OpenAsync(cancel);
}
