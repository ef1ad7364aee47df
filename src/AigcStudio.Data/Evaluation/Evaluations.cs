using System.Text.Json;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Evaluation;

/// <summary>Where an evaluation comes from.</summary>
/// <param name="CheckpointBlobHash">Null where the checkpoint is gone.</param>
public sealed record PlannedEvaluation(ModelEvaluation Row, Guid VersionId, ExampleForm Form, string? CheckpointBlobHash);

/// <summary>Evaluations: each is a job and, once it is done, a report.</summary>
public sealed class Evaluations(IDbContextFactory<StudioDb> databases, JobTable jobs, TimeProvider clock)
{
    public const int UsualCount = 2000;
    public const int MostCount = 10_000;

    private const int LeastCount = 32;

    /// <summary>Asks for a measuring; one that waits or works already is not asked for twice.</summary>
    /// <param name="count">Examples to draw, or held-out originals to enlarge; held within 32 and 10,000.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    public async Task<Guid> QueueAsync(Viewer viewer, Guid modelId, int count, CancellationToken cancel)
    {
        if (!viewer.CanCreate)
        {
            throw RefusedException.NotAllowed();
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Models.VisibleTo(viewer).NotTrashed().AnyAsync(m => m.Id == modelId, cancel))
        {
            throw RefusedException.NotFound();
        }

        var open = await (
            from evaluation in db.Evaluations
            join job in db.Jobs on evaluation.Id equals job.SubjectId
            where evaluation.ModelId == modelId && (job.State == JobState.Queued || job.State == JobState.Running)
            select (Guid?)evaluation.Id).FirstOrDefaultAsync(cancel);
        if (open is { } already)
        {
            return already;
        }

        var now = clock.GetUtcNow();
        var row = new ModelEvaluation
        {
            Id = Guid.CreateVersion7(now),
            ModelId = modelId,
            OwnerId = viewer.PersonId,
            Count = Math.Clamp(count, LeastCount, MostCount),
            Seed = 1,
            CreatedAt = now,
        };
        db.Evaluations.Add(row);
        var queued = jobs.Add(db, JobKind.Evaluate, row.Id, viewer.PersonId, "{}");
        await db.SaveChangesAsync(cancel);
        jobs.Announce(queued.Id);
        return row.Id;
    }

    /// <summary>What the job of an evaluation needs.</summary>
    public async Task<PlannedEvaluation> PlanAsync(Guid evaluationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await (
            from evaluation in db.Evaluations.AsNoTracking()
            join model in db.Models on evaluation.ModelId equals model.Id
            join run in db.Runs on model.RunId equals run.Id
            where evaluation.Id == evaluationId
            select new
            {
                Row = evaluation,
                run.DatasetVersionId,
                run.Form,
                Blob = db.Checkpoints.Where(c => c.Id == model.CheckpointId).Select(c => c.BlobHash).SingleOrDefault(),
            }).SingleAsync(cancel);
        return new PlannedEvaluation(found.Row, found.DatasetVersionId, JsonSerializer.Deserialize<ExampleForm>(found.Form)!, found.Blob);
    }

    /// <summary>Writes a report down.</summary>
    /// <param name="pairsBlobHash">Null where there are no pairs to show.</param>
    public async Task RecordAsync(Guid evaluationId, EvaluationReport report, string? pairsBlobHash, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Evaluations.SingleAsync(e => e.Id == evaluationId, cancel);
        row.Report = JsonSerializer.Serialize(report, JsonSerializerOptions.Web);
        row.RulerHash = report.Yardstick;
        row.PairsBlobHash = pairsBlobHash;
        row.MeasuredAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
    }
}
