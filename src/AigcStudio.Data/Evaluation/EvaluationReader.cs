using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Evaluation;

/// <summary>A measuring as a list shows it.</summary>
/// <param name="Work">Its job; null where that was swept away.</param>
public sealed record EvaluationCard(
    Guid Id, Guid ModelId, string ModelName, int Count, DateTimeOffset CreatedAt, DateTimeOffset? MeasuredAt, EvaluationWork? Work);

/// <summary>How far a measuring is.</summary>
/// <param name="Phase">Code of what it is doing; empty while it waits.</param>
public sealed record EvaluationWork(Guid JobId, JobState State, string Phase, long Done, long Total, Said? Failure)
{
    public bool Over => JobMove.Endings.Contains(State);
}

/// <summary>A measuring with its report; null while there is none.</summary>
/// <param name="PairsBlobHash">Null, too, for a viewer who may not see the items that the model learned from.</param>
public sealed record EvaluationDetail(EvaluationCard Card, EvaluationReport? Report, string? PairsBlobHash);

/// <summary>A model that has a report.</summary>
public sealed record MeasuredModel(Guid Id, string Name);

/// <summary>Reads of evaluations. One of a model that the viewer may not see is answered like one that is missing.</summary>
public sealed class EvaluationReader(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Of a model, newest first.</summary>
    public async Task<IReadOnlyList<EvaluationCard>> ListAsync(Viewer viewer, Guid modelId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Cards(db, Visible(db, viewer).Where(e => e.ModelId == modelId)).ToListAsync(cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<EvaluationDetail> GetAsync(Viewer viewer, Guid evaluationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await Visible(db, viewer).AsNoTracking().SingleOrDefaultAsync(e => e.Id == evaluationId, cancel) ?? throw RefusedException.NotFound();
        var card = await Cards(db, db.Evaluations.Where(e => e.Id == evaluationId)).SingleAsync(cancel);
        var report = Read(row.Report);
        return await SeesItemsAsync(db, viewer, row.ModelId, cancel)
            ? new EvaluationDetail(card, report, row.PairsBlobHash)
            : new EvaluationDetail(card, WithoutItems(report), null);
    }

    /// <summary>The newest report of each model that has one and that the viewer may see, in the order asked for.</summary>
    public async Task<IReadOnlyList<EvaluationDetail>> LatestAsync(Viewer viewer, IReadOnlyList<Guid> modelIds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = new List<EvaluationDetail>();
        foreach (var modelId in modelIds)
        {
            var newest = await Visible(db, viewer)
                .Where(e => e.ModelId == modelId && e.MeasuredAt != null)
                .OrderByDescending(e => e.MeasuredAt)
                .Select(e => (Guid?)e.Id)
                .FirstOrDefaultAsync(cancel);
            if (newest is { } id)
            {
                found.Add(await GetAsync(viewer, id, cancel));
            }
        }

        return found;
    }

    /// <summary>Models with a report, by name.</summary>
    public async Task<IReadOnlyList<MeasuredModel>> MeasuredModelsAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Models.VisibleTo(viewer).NotTrashed()
            .Where(m => db.Evaluations.Any(e => e.ModelId == m.Id && e.MeasuredAt != null))
            .OrderBy(m => m.Name)
            .Select(m => new MeasuredModel(m.Id, m.Name))
            .ToListAsync(cancel);
    }

    // As a dataset's pages have it: creators, where the dataset is theirs to see.
    private static async Task<bool> SeesItemsAsync(StudioDb db, Viewer viewer, Guid modelId, CancellationToken cancel) => viewer.CanCreate && await (
        from model in db.Models
        join run in db.Runs on model.RunId equals run.Id
        join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
        where model.Id == modelId && db.Datasets.VisibleTo(viewer).Any(d => d.Id == version.DatasetId)
        select model.Id).AnyAsync(cancel);

    private static EvaluationReport? WithoutItems(EvaluationReport? report) => report?.Copies is not { } copies ? report : report with
    {
        Copies = copies with { Pairs = [.. copies.Pairs.Select(p => p with { ItemText = null })] },
    };

    private static EvaluationReport? Read(string? report) =>
        report is null ? null : JsonSerializer.Deserialize<EvaluationReport>(report, JsonSerializerOptions.Web);

    private static IQueryable<ModelEvaluation> Visible(StudioDb db, Viewer viewer) =>
        db.Evaluations.Where(e => db.Models.VisibleTo(viewer).Any(m => m.Id == e.ModelId));

    private static IQueryable<EvaluationCard> Cards(StudioDb db, IQueryable<ModelEvaluation> evaluations) =>
        from evaluation in evaluations
        orderby evaluation.Id descending
        let job = db.Jobs.Where(j => j.SubjectId == evaluation.Id).OrderByDescending(j => j.Id).FirstOrDefault()
        select new EvaluationCard(
            evaluation.Id, evaluation.ModelId, evaluation.Model!.Name, evaluation.Count, evaluation.CreatedAt, evaluation.MeasuredAt,
            job == null ? null : new EvaluationWork(job.Id, job.State, job.Phase, job.Done, job.Total, job.Failure));
}
