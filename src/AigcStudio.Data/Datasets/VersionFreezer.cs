using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>Starts the import that makes a frozen version of what was uploaded.</summary>
public sealed class VersionFreezer(IDbContextFactory<StudioDb> databases, JobTable jobs, TimeProvider clock)
{
    /// <summary>
    /// Takes the waiting files into the next version and queues its import. Asked again while the import runs, it answers
    /// with the same version; asked after the import failed or was cancelled, it tries again with the files that are there now.
    /// </summary>
    /// <returns>The version's id: it exists from now on and is frozen when its import succeeds.</returns>
    /// <exception cref="ImportException">
    /// <c>datasets.rightsMissing</c>, <c>datasets.filesMissing</c> or <c>datasets.filesUnfinished</c>.
    /// </exception>
    public async Task<Guid> FreezeAsync(Viewer viewer, Guid datasetId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var dataset = await db.Datasets.ToChangeAsync(viewer, datasetId, cancel);
        var open = await db.DatasetVersions.SingleOrDefaultAsync(v => v.DatasetId == datasetId && v.FrozenAt == null, cancel);
        if (open is not null && await IsWorkedOnAsync(db, open.Id, cancel))
        {
            return open.Id;
        }

        var waiting = await db.DatasetFiles.Where(f => f.DatasetId == datasetId && f.VersionId == null).ToListAsync(cancel);
        var edit = open is null || waiting.Count > 0 ? "{}" : await EditOfAsync(db, open.Id, cancel);
        Refuse(dataset, waiting, edit != "{}" || (open is not null && await db.DatasetFiles.AnyAsync(f => f.VersionId == open.Id, cancel)));
        open ??= await AddVersionAsync(db, datasetId, cancel);
        waiting.ForEach(f => f.VersionId = open.Id);
        var job = jobs.Add(db, JobKind.Import, open.Id, viewer.PersonId, edit);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        jobs.Announce(job.Id);
        return open.Id;
    }

    /// <summary>Queues a next version that holds the newest one's items with the edit applied.</summary>
    /// <returns>The version's id: it exists from now on and is frozen when its job succeeds.</returns>
    /// <exception cref="ImportException">
    /// <c>datasets.edit.empty</c>, <c>datasets.edit.tooLong</c>, <c>datasets.edit.nothing</c> where there is no frozen version yet, or
    /// <c>datasets.edit.open</c> where another version is being made.
    /// </exception>
    public Task<Guid> EditAsync(Viewer viewer, Guid datasetId, VersionEdit edit, CancellationToken cancel) =>
        QueueNextAsync(viewer, datasetId, (_, _, _) => Task.FromResult(edit.Checked().ToJson()), cancel);

    /// <summary>Queues a next version that holds the newest one's items and the approved works that <see cref="ApprovedWorks.PlanAsync"/> names.</summary>
    /// <param name="percent">At most so many of the version's items are generated, <see cref="ApprovedWorks.LeastPercent"/> to <see cref="ApprovedWorks.MostPercent"/>.</param>
    /// <returns>The version's id: it exists from now on and is frozen when its job succeeds.</returns>
    /// <exception cref="ImportException">
    /// <c>datasets.works.none</c>, <c>datasets.works.pairs</c>, <c>datasets.works.percent</c>, and <c>datasets.edit.nothing</c> or <c>datasets.edit.open</c>.
    /// </exception>
    public Task<Guid> AddWorksAsync(Viewer viewer, Guid datasetId, int percent, CancellationToken cancel) => QueueNextAsync(
        viewer,
        datasetId,
        async (db, dataset, newest) =>
        {
            var plan = await ApprovedWorks.ChooseAsync(db, viewer, dataset, newest, percent, cancel);
            return plan.Taken == 0 ? throw new ImportException("datasets.works.none") : new WorksOrder(plan.Ids).ToJson();
        },
        cancel);

    /// <summary>Gives the files of an import that failed or was cancelled back to the person, to drop some and try again.</summary>
    /// <exception cref="ImportException"><c>datasets.stillImporting</c>.</exception>
    public async Task ReopenAsync(Viewer viewer, Guid datasetId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!viewer.CanCreate || !await db.Datasets.ChangeableBy(viewer).AnyAsync(d => d.Id == datasetId, cancel))
        {
            throw RefusedException.NotFound();
        }

        var open = await db.DatasetVersions.SingleOrDefaultAsync(v => v.DatasetId == datasetId && v.FrozenAt == null, cancel)
            ?? throw RefusedException.NotFound();
        if (await IsWorkedOnAsync(db, open.Id, cancel))
        {
            throw new ImportException("datasets.stillImporting");
        }

        var replaced = await db.DatasetFiles.Where(f => f.DatasetId == datasetId && f.VersionId == null).Select(f => f.Name).ToListAsync(cancel);
        await db.DatasetFiles.Where(f => f.VersionId == open.Id && !replaced.Contains(f.Name))
            .ExecuteUpdateAsync(row => row.SetProperty(f => f.VersionId, (Guid?)null), cancel);
        await db.DatasetFiles.Where(f => f.VersionId == open.Id).ExecuteDeleteAsync(cancel);
        db.DatasetVersions.Remove(open);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<Guid> QueueNextAsync(
        Viewer viewer, Guid datasetId, Func<StudioDb, Dataset, DatasetVersion, Task<string>> payload, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var dataset = await db.Datasets.AsNoTracking().ToChangeAsync(viewer, datasetId, cancel);
        var newest = await db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == datasetId).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel)
            ?? throw new ImportException("datasets.edit.nothing");
        if (newest.FrozenAt is null)
        {
            throw new ImportException("datasets.edit.open");
        }

        var words = await payload(db, dataset, newest);
        var version = await AddVersionAsync(db, datasetId, cancel);
        var job = jobs.Add(db, JobKind.Import, version.Id, viewer.PersonId, words);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        jobs.Announce(job.Id);
        return version.Id;
    }

    private static Task<bool> IsWorkedOnAsync(StudioDb db, Guid versionId, CancellationToken cancel) =>
        db.Jobs.AnyAsync(j => j.SubjectId == versionId && !JobMove.Endings.Contains(j.State), cancel);

    /// <summary>What the last try at a version was to edit, so that the next try does the same.</summary>
    private static async Task<string> EditOfAsync(StudioDb db, Guid versionId, CancellationToken cancel) =>
        await db.Jobs.Where(j => j.SubjectId == versionId).OrderByDescending(j => j.Id).Select(j => j.Payload).FirstOrDefaultAsync(cancel) ?? "{}";

    private static void Refuse(Dataset dataset, List<DatasetFile> waiting, bool hasFilesAlready)
    {
        if (dataset.RightsConfirmedAt is null)
        {
            throw new ImportException("datasets.rightsMissing");
        }

        if (waiting.Count == 0 && !hasFilesAlready)
        {
            throw new ImportException("datasets.filesMissing");
        }

        if (waiting.FirstOrDefault(f => !f.IsComplete) is { } unfinished)
        {
            throw new ImportException("datasets.filesUnfinished", unfinished.Name);
        }
    }

    private async Task<DatasetVersion> AddVersionAsync(StudioDb db, Guid datasetId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var number = await db.DatasetVersions.Where(v => v.DatasetId == datasetId).MaxAsync(v => (int?)v.Number, cancel) ?? 0;
        var version = new DatasetVersion { Id = Guid.CreateVersion7(now), DatasetId = datasetId, Number = number + 1, CreatedAt = now };
        db.DatasetVersions.Add(version);
        return version;
    }
}
