using AigcStudio.Data.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Recommendations;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AigcStudio.Data;

public static class DataServices
{
    /// <summary>Everything that remembers: database, blobs, and the services of each noun.</summary>
    /// <param name="backups">Where backups go; null for <c>backups</c> in the data root.</param>
    public static IServiceCollection AddData(this IServiceCollection services, string dataRoot, string? connectionString, string? backups = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new StudioFolders(dataRoot));
        services.AddSingleton<BlobStore>();
        services.AddSingleton(p => new BackupFolder(backups ?? Path.Combine(p.GetRequiredService<StudioFolders>().Root, "backups")));
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
        services.AddCampaigns();
        services.AddReviews();
        services.AddEvaluation();
        services.AddAccounts();
        services.AddStorage();
        services.AddNotifications();
        return services;
    }

    /// <summary>Brings the database up to date; called once, before anything reads it.</summary>
    /// <param name="mayUpgrade">False where a studio may be at work on the same data.</param>
    /// <exception cref="UpgradeRefusedException">The data are of another release and stay as they are.</exception>
    public static Task OpenDatabaseAsync(this IServiceProvider services, bool mayUpgrade = true, CancellationToken cancel = default) =>
        services.GetRequiredService<StudioDatabase>().OpenAsync(mayUpgrade, cancel);
}
