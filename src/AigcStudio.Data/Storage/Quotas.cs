using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>One person's share of the store and of the queue, refused in figures where it is used up.</summary>
public sealed class Quotas(IDbContextFactory<StudioDb> databases, HousekeepingRules rules)
{
    /// <summary>Bytes of a person's versions, waiting files, checkpoints and artifacts, the trash included: what is in it is still there.</summary>
    public async Task<long> BytesOfAsync(Guid personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.DatasetVersions.Where(v => v.Dataset!.OwnerId == personId).SumAsync(v => v.Bytes, cancel)
            + await db.DatasetFiles
                .Where(f => db.Datasets.Any(d => d.Id == f.DatasetId && d.OwnerId == personId) && !db.DatasetVersions.Any(v => v.Id == f.VersionId && v.FrozenAt != null))
                .SumAsync(f => f.Received, cancel)
            + await db.Checkpoints.Where(c => db.Runs.Any(r => r.Id == c.RunId && r.OwnerId == personId)).SumAsync(c => c.Bytes, cancel)
            + await db.Artifacts.Where(a => a.OwnerId == personId).SumAsync(a => a.Bytes, cancel);
    }

    /// <summary>Before a file comes in for a dataset: its bytes count for the dataset's owner.</summary>
    /// <param name="coming">Bytes of the whole file; 0 while unknown.</param>
    /// <param name="replaced">Bytes that are there already and that it goes on from or begins anew.</param>
    /// <returns>What the file may have; null where there is no limit.</returns>
    /// <exception cref="StorageException"><c>quota.bytes.tooLarge(used, coming, most)</c>, in megabytes.</exception>
    public async Task<QuotaRoom?> RefuseBytesAsync(Guid datasetId, long coming, long replaced, CancellationToken cancel)
    {
        if ((await rules.GetAsync(cancel)).BytesPerPerson is not { } most)
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var owner = await db.Datasets.Where(d => d.Id == datasetId).Select(d => (Guid?)d.OwnerId).SingleOrDefaultAsync(cancel);
        var used = owner is { } known ? await BytesOfAsync(known, cancel) - replaced : 0;
        var room = new QuotaRoom(used, most);
        room.Refuse(used >= most ? Math.Max(coming, 1) : coming);
        return room;
    }

    /// <summary>Before one more training is queued.</summary>
    /// <exception cref="StorageException"><c>quota.trainings.conflict(open, most)</c>.</exception>
    public async Task RefuseTrainingAsync(Viewer viewer, CancellationToken cancel)
    {
        if ((await rules.GetAsync(cancel)).TrainingsPerPerson is not { } most)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var open = await db.Jobs.CountAsync(j => j.OwnerId == viewer.PersonId && j.Kind == JobKind.Train && !JobMove.Endings.Contains(j.State), cancel);
        if (open >= most)
        {
            throw new StorageException("quota.trainings.conflict", open, most);
        }
    }
}
