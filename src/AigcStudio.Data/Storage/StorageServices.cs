using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage.Backups;
using AigcStudio.Data.Storage.Erasing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Storage;

public static class StorageServices
{
    /// <summary>Figures of the store, clean-ups, retention and quotas.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<DiskReserve>();
        services.AddSingleton<BlobSweep>();
        services.AddSingleton<ICleanSource, SpareCheckpoints>();
        services.AddSingleton<ICleanSource, PackFiles>();
        services.AddSingleton<ICleanSource, ThumbnailFiles>();
        services.AddSingleton<ICleanSource, OldTrash>();
        services.AddSingleton<ICleanSource, OldBoards>();
        services.AddSingleton<ICleanSource, AbandonedUploads>();
        services.AddSingleton<CleanPlanner>();
        services.AddSingleton(p => new CleanUps(
            p.GetRequiredService<IDbContextFactory<StudioDb>>(),
            p.GetRequiredService<CleanPlanner>(),
            p.GetRequiredService<JobTable>(),
            p.GetRequiredService<Accounts.AuditLog>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IJobHandler, CleanUpJob>();
        services.AddSingleton<StorageReader>();
        services.AddSingleton<HousekeepingRules>();
        services.AddSingleton<Quotas>();
        services.AddSingleton<BackupMaker>();
        services.AddSingleton<BackupRestore>();
        services.AddSingleton<IntegrityCheck>();
        services.AddSingleton<ErasedBook>();
        services.AddSingleton<WaitingUploads>();
        services.AddSingleton<ErasureFiles>();
        services.AddSingleton<ErasureRows>();
        services.AddSingleton(p => new Erasures(
            p.GetRequiredService<IDbContextFactory<StudioDb>>(),
            p.GetRequiredService<ErasureRows>(),
            p.GetRequiredService<ErasureFiles>(),
            p.GetRequiredService<BackupMaker>(),
            p.GetRequiredService<JobTable>(),
            p.GetRequiredService<Accounts.AuditLog>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new ErasureReader(p.GetRequiredService<IDbContextFactory<StudioDb>>(), p.GetRequiredService<ErasureFiles>(), p.GetRequiredService<WaitingUploads>()));
        return services;
    }
}
