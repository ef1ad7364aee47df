using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models;

/// <summary>Reads of models. One that the viewer may not see is answered like one that is missing.</summary>
public sealed class ModelReader(IDbContextFactory<StudioDb> databases, RunReader runs)
{
    /// <summary>Newest first.</summary>
    /// <param name="take">1 to 200.</param>
    public async Task<Page<ModelCard>> ListAsync(Viewer viewer, ModelFilter filter, string? after, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, 200);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var models = db.Models.AsNoTracking().VisibleTo(viewer).Where(m => (m.TrashedAt != null) == filter.Trashed);
        models = filter.Mine ? models.Where(m => m.OwnerId == viewer.PersonId) : models;
        models = filter.RunId is { } run ? models.Where(m => m.RunId == run) : models;
        models = filter.FamilyId is { } family ? models.Where(m => db.Runs.Any(r => r.Id == m.RunId && r.FamilyId == family)) : models;
        models = string.IsNullOrWhiteSpace(filter.Search) ? models : models.Where(m => m.Name.Contains(filter.Search.Trim()));
        if (Guid.TryParse(after, out var last))
        {
            models = models.Where(m => m.Id.CompareTo(last) < 0);
        }

        var cards = await Cards(db, models.OrderByDescending(m => m.Id).Take(take + 1)).ToListAsync(cancel);
        List<ModelCard> items = [.. cards.OrderByDescending(c => c.Id).Take(take)];
        return new Page<ModelCard>(items, cards.Count > take ? items[^1].Id.ToString() : null);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<ModelDetail> GetAsync(Viewer viewer, Guid modelId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var card = await Cards(db, db.Models.AsNoTracking().VisibleTo(viewer).Where(m => m.Id == modelId)).SingleOrDefaultAsync(cancel)
            ?? throw RefusedException.NotFound();
        var lineage = await (
            from run in db.Runs
            join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
            join dataset in db.Datasets on version.DatasetId equals dataset.Id
            where run.Id == card.RunId
            select new
            {
                dataset.RightsStatement,
                Bytes = db.Checkpoints.Where(c => c.Id == card.CheckpointId).Select(c => c.Bytes).Single(),
            }).SingleAsync(cancel);

        // Whoever may see a model may see how it was made, even where the run itself is private.
        var origin = await runs.GetAsync(new Viewer(viewer.PersonId, Role.Admin), card.RunId, cancel);
        var mayChange = viewer.IsAdmin || (viewer.CanCreate && card.OwnerId == viewer.PersonId);
        var mayChangeRun = viewer.IsAdmin || (viewer.CanCreate && origin.Card.OwnerId == viewer.PersonId);
        return new ModelDetail(
            card, origin with { Models = [modelId], MayChange = mayChangeRun }, lineage.Bytes, lineage.RightsStatement, mayChange);
    }

    private static IQueryable<ModelCard> Cards(StudioDb db, IQueryable<Model> models) =>
        from model in models
        join run in db.Runs on model.RunId equals run.Id
        join checkpoint in db.Checkpoints on model.CheckpointId equals checkpoint.Id
        join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
        join dataset in db.Datasets on version.DatasetId equals dataset.Id
        select new ModelCard(
            model.Id,
            model.Name,
            model.OwnerId,
            db.Users.Where(p => p.Id == model.OwnerId).Select(p => p.DisplayName).FirstOrDefault() ?? "",
            model.Visibility,
            run.Id,
            run.Name,
            checkpoint.Id,
            checkpoint.Step,
            run.FamilyId,
            version.Labels,
            db.RunSamples.Where(s => s.RunId == run.Id && s.Step <= checkpoint.Step).Max(s => (int?)s.Step),
            db.Artifacts.Count(a => a.ModelId == model.Id && a.TrashedAt == null),
            model.PublishedAt,
            model.TrashedAt)
        {
            Modality = dataset.Modality,
            SampleShare = db.RunSamples.Where(s => s.RunId == run.Id).Select(RunSample.ShareOfSamples).FirstOrDefault(),
        };
}
