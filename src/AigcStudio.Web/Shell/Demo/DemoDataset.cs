using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Shell.Demo;

/// <summary>The demo brand's pictures, through the ordinary uploads and the ordinary importer.</summary>
internal sealed class DemoDataset(
    IDbContextFactory<StudioDb> databases, DatasetTable datasets, DatasetUploads uploads, VersionFreezer freezer, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Owner of what came with the studio: nobody who could sign in.</summary>
    public static Viewer House { get; } = new(Guid.Empty, Role.Admin);

    /// <summary>True where people have begun to work, or the demo is there already, or was thrown away.</summary>
    public async Task<bool> IsTakenAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Datasets.AnyAsync(d => d.OwnerId != House.PersonId || d.TrashedAt != null, cancel) || await db.Runs.AnyAsync(cancel);
    }

    /// <summary>Imports what is not imported yet.</summary>
    /// <returns>The frozen version, or null where the import did not succeed.</returns>
    public async Task<DatasetVersion?> ImportAsync(string folder, SeedManifest manifest, CancellationToken cancel)
    {
        var id = await FindAsync(cancel)
            ?? await datasets.CreateAsync(House, manifest.Title, manifest.Modality, manifest.Rights, confirmed: true, cancel);
        if (await NewestAsync(id, cancel) is not { } existing)
        {
            await using var pictures = File.OpenRead(Path.Combine(folder, manifest.File));
            await uploads.ReceiveAsync(House, id, manifest.File, 0, pictures.Length, pictures, cancel);
            await freezer.FreezeAsync(House, id, cancel);
        }
        else if (existing.FrozenAt is not null)
        {
            return existing;
        }

        return await FrozenAsync(id, cancel);
    }

    private async Task<DatasetVersion?> FrozenAsync(Guid datasetId, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var version = await NewestAsync(datasetId, cancel);
            if (version?.FrozenAt is not null || !await IsWorkedOnAsync(version, cancel))
            {
                return version?.FrozenAt is null ? null : version;
            }
        }

        return null;
    }

    private async Task<bool> IsWorkedOnAsync(DatasetVersion? version, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return version is not null && await db.Jobs.AnyAsync(j => j.SubjectId == version.Id && j.EndedAt == null, cancel);
    }

    private async Task<Guid?> FindAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Datasets.Where(d => d.OwnerId == House.PersonId).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task<DatasetVersion?> NewestAsync(Guid datasetId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == datasetId).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
    }
}
