using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Shell.Demo;

/// <summary>A dataset of the demo brand, through the ordinary uploads and the ordinary importer.</summary>
internal sealed class DemoDataset(
    IDbContextFactory<StudioDb> databases, DatasetTable datasets, DatasetUploads uploads, DatasetReadings readings,
    VersionFreezer freezer, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Owner of what came with the studio: nobody who could sign in.</summary>
    public static Viewer House { get; } = new(Guid.Empty, Role.Admin);

    /// <summary>True where people have begun to work, or something of the demo was thrown away.</summary>
    public async Task<bool> IsTakenAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Datasets.AnyAsync(d => d.OwnerId != House.PersonId || d.TrashedAt != null, cancel) || await db.Runs.AnyAsync(r => r.OwnerId != House.PersonId || r.TrashedAt != null, cancel);
    }

    /// <summary>Imports what is not imported yet.</summary>
    /// <returns>The frozen version, or null where the import did not succeed.</returns>
    public async Task<DatasetVersion?> ImportAsync(string folder, SeedDataset seed, CancellationToken cancel)
    {
        var id = await FindAsync(seed.Title, cancel)
            ?? await datasets.CreateAsync(House, seed.Title, seed.Modality, seed.Rights, confirmed: true, cancel);
        if (await NewestAsync(id, cancel) is not { } existing)
        {
            await using var items = File.OpenRead(Path.Combine(folder, seed.File));
            var file = await uploads.ReceiveAsync(House, id, seed.File, 0, items.Length, items, cancel);
            await ReadAsync(id, file.Id, seed, cancel);
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

    private Task ReadAsync(Guid datasetId, Guid fileId, SeedDataset seed, CancellationToken cancel) => (seed.Modality, seed.Reading) switch
    {
        (Modality.Text, { } reading) => readings.ReadTextsAsync(House, datasetId, fileId, TextReading.FromJson(reading.ToJsonString())!, cancel),
        (Modality.Audio, { } reading) => readings.ReadSoundsAsync(House, datasetId, SoundReading.FromJson(reading.ToJsonString()), cancel),
        _ => Task.CompletedTask,
    };

    private async Task<Guid?> FindAsync(string title, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Datasets.Where(d => d.OwnerId == House.PersonId && d.Name == title).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task<DatasetVersion?> NewestAsync(Guid datasetId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == datasetId).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
    }
}
