using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>Takes what is erased, and what must go with it, out of the rows: within the caller's transaction, all or nothing.</summary>
internal sealed class ErasureRows(JobTable jobs, TimeProvider clock)
{
    /// <param name="jobsAdded">Gets the jobs of new trainings, to be announced after the commit.</param>
    /// <exception cref="StorageException"><c>erasure.busy(jobs)</c>, <c>erasure.undecided(models)</c>.</exception>
    public async Task<Erasure> RemoveAsync(StudioDb db, Viewer viewer, ErasureAsk ask, List<Guid> jobsAdded, CancellationToken cancel)
    {
        var hashes = ask.Hashes.Distinct(StringComparer.Ordinal).ToList();
        var descent = await Lineage.OfAsync(db, hashes, cancel);
        await RefuseAsync(db, descent, ask, cancel);
        var models = await db.Models.Where(m => descent.Models.Contains(m.Id)).ToListAsync(cancel);
        var kept = models.Where(m => ask.Fates[m.Id] == ModelFate.Restrict).Select(m => m.CheckpointId).ToList();
        var artifacts = await db.Artifacts
            .Where(a => (descent.Runs.Contains(a.RunId) && !kept.Contains(a.CheckpointId)) || hashes.Contains(a.BlobHash)
                || db.Items.Any(i => hashes.Contains(i.BlobHash) && i.ArtifactId == a.Id))
            .Select(a => new { a.Id, a.BlobHash }).ToListAsync(cancel);
        var going = Going(db, hashes, [.. artifacts.Select(a => a.Id)], await RunsGoingAsync(db, descent, kept, cancel));
        List<string> others =
        [
            .. await going.Where(i => !hashes.Contains(i.BlobHash)).Select(i => i.BlobHash).ToListAsync(cancel),
            .. artifacts.Select(a => a.BlobHash),
            .. await db.Checkpoints.Where(c => descent.Runs.Contains(c.RunId) && !kept.Contains(c.Id)).Select(c => c.BlobHash).ToListAsync(cancel),
            .. await db.RunSamples.Where(s => descent.Runs.Contains(s.RunId)).Select(s => s.BlobHash).ToListAsync(cancel),
            .. await db.Evaluations.Where(e => descent.Models.Contains(e.ModelId) && e.PairsBlobHash != null).Select(e => e.PairsBlobHash!).ToListAsync(cancel),
        ];
        var versions = await going.Select(i => i.VersionId).Distinct().ToListAsync(cancel);
        var items = 0;
        foreach (var version in versions)
        {
            items += await TakeOutAsync(db, version, going.Where(i => i.VersionId == version), cancel);
        }

        await RemoveWorksAsync(db, [.. artifacts.Select(a => a.Id)], cancel);
        await RemoveModelsAsync(db, descent, models, kept, ask, cancel);
        await TrainAgainAsync(db, viewer, models, ask, jobsAdded, cancel);
        var now = clock.GetUtcNow();
        var row = new Erasure
        {
            Id = Guid.CreateVersion7(now),
            PersonId = viewer.PersonId,
            Reason = ask.Reason.Trim(),
            At = now,
            Items = items,
            Versions = versions.Count,
            Models = models.Count,
            Artifacts = artifacts.Count,
            Exports = descent.Exports.Count,
            Left = new ErasureLeft(hashes, [.. others.Distinct(StringComparer.Ordinal)], descent.Versions, [.. artifacts.Select(a => a.Id)], ask.DropBackups).ToJson(),
        };
        db.Add(row);
        var known = await db.ErasedContents.Where(c => hashes.Contains(c.Hash)).Select(c => c.Hash).ToListAsync(cancel);
        db.AddRange(hashes.Except(known).Select(h => new ErasedContent { Hash = h, ErasureId = row.Id }));
        await db.SaveChangesAsync(cancel);
        return row;
    }

    /// <summary>Work at hand on anything that descends from the items, or on a further version of their datasets.</summary>
    internal static IQueryable<Job> Open(StudioDb db, Descent descent) => db.Jobs.Where(j =>
        !JobMove.Endings.Contains(j.State)
        && (descent.Runs.Contains(j.SubjectId) || descent.Versions.Contains(j.SubjectId)
            || db.Generations.Any(g => g.Id == j.SubjectId && descent.Runs.Contains(g.RunId))
            || db.Evaluations.Any(e => e.Id == j.SubjectId && descent.Models.Contains(e.ModelId))
            || db.DatasetVersions.Any(v => v.Id == j.SubjectId && db.DatasetVersions.Any(o => descent.Versions.Contains(o.Id) && o.DatasetId == v.DatasetId))));

    /// <summary>Work that must end first: an import of other files too, which may have asked already what was erased and not have stored it yet.</summary>
    internal static IQueryable<Job> Busy(StudioDb db, Descent descent) =>
        Open(db, descent).Union(db.Jobs.Where(j => j.Kind == JobKind.Import && !JobMove.Endings.Contains(j.State)));

    private static async Task RefuseAsync(StudioDb db, Descent descent, ErasureAsk ask, CancellationToken cancel)
    {
        var busy = await Busy(db, descent).CountAsync(cancel);
        if (busy > 0)
        {
            throw new StorageException("erasure.busy", busy);
        }

        var undecided = descent.Models.Where(m => !ask.Fates.ContainsKey(m)).ToList();
        if (undecided.Count > 0)
        {
            throw new StorageException("erasure.undecided", string.Join(", ", await db.Models.Where(m => undecided.Contains(m.Id)).Select(m => m.Name).ToListAsync(cancel)));
        }
    }

    /// <summary>What is erased, and what was made of works that go with it: the work itself may have been cleared away long before.</summary>
    private static IQueryable<Item> Going(StudioDb db, List<string> hashes, List<Guid> works, List<Guid> runs) => db.Items.Where(i =>
        hashes.Contains(i.BlobHash)
        || (i.ArtifactId != null && works.Contains(i.ArtifactId.Value))
        || (i.DrawnByRunId != null && runs.Contains(i.DrawnByRunId.Value)));

    /// <summary>Runs of which no model stays.</summary>
    private static Task<List<Guid>> RunsGoingAsync(StudioDb db, Descent descent, List<Guid> kept, CancellationToken cancel) =>
        db.Runs.Where(r => descent.Runs.Contains(r.Id) && !db.Checkpoints.Any(c => c.RunId == r.Id && kept.Contains(c.Id))).Select(r => r.Id).ToListAsync(cancel);

    /// <summary>Closes the ranks behind what goes: a version's items are numbered without gaps, because prepared examples are.</summary>
    private static async Task<int> TakeOutAsync(StudioDb db, Guid versionId, IQueryable<Item> going, CancellationToken cancel)
    {
        var gone = await going.OrderBy(i => i.Index).Select(i => new { i.Index, i.HeldOut, Generated = i.ArtifactId != null }).ToListAsync(cancel);
        var (count, heldOut, generated) = (gone.Count, gone.Count(g => g.HeldOut), gone.Count(g => g.Generated));
        List<int> places = [.. gone.Select(g => g.Index)];
        await going.ExecuteDeleteAsync(cancel);
        await db.Artifacts.Where(a => a.NearestItem != null && places.Contains(a.NearestItem.Value) && db.Runs.Any(r => r.Id == a.RunId && r.DatasetVersionId == versionId))
            .ExecuteUpdateAsync(row => row.SetProperty(a => a.NearestItem, (int?)null).SetProperty(a => a.Closeness, (double?)null), cancel);
        for (var i = 0; i < places.Count; i++)
        {
            // Of the items between this gap and the next, so many lie before it. Below zero first: no two may share a number on the way.
            var (after, before, shift) = (places[i], i + 1 < places.Count ? places[i + 1] : int.MaxValue, i + 1);
            await db.Database.ExecuteSqlAsync(
                $"""UPDATE "Items" SET "Index" = -("Index" - {shift}) - 1 WHERE "VersionId" = {versionId} AND "Index" > {after} AND "Index" < {before}""", cancel);
            await db.Database.ExecuteSqlAsync(
                $"""UPDATE "Artifacts" SET "NearestItem" = -("NearestItem" - {shift}) - 1 WHERE "NearestItem" > {after} AND "NearestItem" < {before} AND "RunId" IN (SELECT "Id" FROM "Runs" WHERE "DatasetVersionId" = {versionId})""", cancel);
        }

        await db.Database.ExecuteSqlAsync($"""UPDATE "Items" SET "Index" = -"Index" - 1 WHERE "VersionId" = {versionId} AND "Index" < 0""", cancel);
        await db.Database.ExecuteSqlAsync(
            $"""UPDATE "Artifacts" SET "NearestItem" = -"NearestItem" - 1 WHERE "NearestItem" < 0 AND "RunId" IN (SELECT "Id" FROM "Runs" WHERE "DatasetVersionId" = {versionId})""", cancel);
        await db.DatasetVersions.Where(v => v.Id == versionId).ExecuteUpdateAsync(
            row => row.SetProperty(v => v.Count, v => v.Count - count).SetProperty(v => v.HeldOutCount, v => v.HeldOutCount - heldOut)
                .SetProperty(v => v.GeneratedCount, v => v.GeneratedCount - generated),
            cancel);

        // An edit's words may quote what is gone.
        await db.Jobs.Where(j => j.Kind == JobKind.Import && db.DatasetVersions.Any(v => v.Id == j.SubjectId && db.DatasetVersions.Any(o => o.Id == versionId && o.DatasetId == v.DatasetId)))
            .ExecuteUpdateAsync(row => row.SetProperty(j => j.Payload, "{}"), cancel);
        return count;
    }

    private static async Task RemoveWorksAsync(StudioDb db, List<Guid> ids, CancellationToken cancel)
    {
        await db.Ratings.Where(r => ids.Contains(r.ArtifactId)).ExecuteDeleteAsync(cancel);
        await db.Reviews.Where(r => ids.Contains(r.ArtifactId)).ExecuteDeleteAsync(cancel);
        await db.Artifacts.Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(cancel);
    }

    // Samples show held-out items beside what was made of them, and reports show nearest ones: they go whatever becomes of the model.
    private static async Task RemoveModelsAsync(StudioDb db, Descent descent, List<Model> models, List<Guid> kept, ErasureAsk ask, CancellationToken cancel)
    {
        await db.RunSamples.Where(s => descent.Runs.Contains(s.RunId)).ExecuteDeleteAsync(cancel);
        await db.Evaluations.Where(e => descent.Models.Contains(e.ModelId)).ExecuteDeleteAsync(cancel);
        List<Guid> going = [.. models.Where(m => ask.Fates[m.Id] != ModelFate.Restrict).Select(m => m.Id)];
        await db.Models.Where(m => descent.Models.Contains(m.Id) && !going.Contains(m.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(m => m.Visibility, Visibility.Private), cancel);
        await db.Models.Where(m => going.Contains(m.Id)).ExecuteDeleteAsync(cancel);
        await db.Generations.Where(g => descent.Runs.Contains(g.RunId) && !kept.Contains(g.CheckpointId) && !db.Artifacts.Any(a => a.GenerationId == g.Id)).ExecuteDeleteAsync(cancel);
        await db.Checkpoints.Where(c => descent.Runs.Contains(c.RunId) && !kept.Contains(c.Id)).ExecuteDeleteAsync(cancel);
    }

    private async Task TrainAgainAsync(StudioDb db, Viewer viewer, List<Model> models, ErasureAsk ask, List<Guid> added, CancellationToken cancel)
    {
        var again = models.Where(m => ask.Fates[m.Id] == ModelFate.Retrain).Select(m => m.RunId).Distinct().ToList();
        foreach (var old in await db.Runs.AsNoTracking().Where(r => again.Contains(r.Id)).ToListAsync(cancel))
        {
            var now = clock.GetUtcNow();
            var run = new Run
            {
                Id = Guid.CreateVersion7(now),
                Name = old.Name,
                OwnerId = old.OwnerId,
                Visibility = old.Visibility,
                DatasetVersionId = old.DatasetVersionId,
                FamilyId = old.FamilyId,
                Preset = old.Preset,
                Settings = old.Settings,
                Seed = old.Seed,
                BudgetMinutes = old.BudgetMinutes,
                Steps = old.Steps,
                SecondsPerStep = old.SecondsPerStep,
                Parameters = old.Parameters,
                Form = old.Form,
                State = RunState.Queued,
                CreatedAt = now,
            };
            db.Add(run);
            added.Add(jobs.Add(db, JobKind.Train, run.Id, viewer.PersonId, "{}").Id);
        }
    }
}
