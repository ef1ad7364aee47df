using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Runs;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Evaluation;

/// <summary>
/// A model becomes a report, in an Engine of its own that gives way to trainings and ends with the job. Started again after a kill it measures
/// the same again: seed, items and ruler are fixed.
/// </summary>
public sealed class EvaluateJob(
    Evaluations evaluations, DatasetPacks packs, IEngineStarter engines, Devices devices, SampleSheets sheets, BlobStore blobs, StudioFolders folders,
    IOptions<EvaluationOptions> options)
    : IJobHandler
{
    public JobKind Kind => JobKind.Evaluate;

    public async Task<JobState> HandleAsync(JobLease lease, CancellationToken cancel)
    {
        var plan = await evaluations.PlanAsync(lease.SubjectId, cancel);
        if (plan.Row.MeasuredAt is not null)
        {
            return JobState.Succeeded;
        }

        var checkpoint = plan.CheckpointBlobHash is { } hash ? blobs.PathOf(ContentHash.Parse(hash)) : throw new DrawingException("draw.checkpointGone");
        var pack = await packs.PrepareAsync(plan.VersionId, plan.Form, lease.Progress, cancel);
        var folder = folders.NewSpoolFolder();
        try
        {
            var pairs = Path.Combine(folder, "pairs");
            var ruler = folders.RulerOf(plan.VersionId, plan.Form);
            var device = (await devices.ForDrawingAsync(cancel)).Id;
            var request = new EvaluateRequest(plan.Row.Id, checkpoint, pack, ruler, pairs, plan.Row.Count, plan.Row.Seed, device)
            {
                Inception = options.Value.Inception,
            };
            var report = await MeasureAsync(lease, request, cancel);
            await evaluations.RecordAsync(plan.Row.Id, report, await KeepPairsAsync(report, pairs, cancel), cancel);
            return JobState.Succeeded;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What was drawn in the upper row, what it is nearest to below it; of an enlarger a row for each original. Texts stand in the report itself.
    private async Task<string?> KeepPairsAsync(EvaluationReport report, string raw, CancellationToken cancel)
    {
        var (rows, columns) = report switch
        {
            { Form: TextForm or PairForm } => (0, 0),
            { Enlarging: { } tried } => (tried.Shown, EnlargingFindings.Views),
            _ => (2, report.Copies?.Pairs.Count ?? 0),
        };
        if (rows * columns == 0)
        {
            return null;
        }

        var sheet = raw + ".sheet";
        await sheets.WriteAsync(raw, report.Form, rows * columns, columns, sheet, cancel);
        return blobs.Take(sheet).Hash.Hex;
    }

    private async Task<EvaluationReport> MeasureAsync(JobLease lease, EvaluateRequest request, CancellationToken cancel)
    {
        await using var child = await engines.StartAsync("evaluation", new EvaluationEar(lease.Progress), cancel);
        using var onCancel = cancel.Register(child.Kill);
        try
        {
            return await child.Engine.EvaluateAsync(request, CancellationToken.None);
        }
        catch (ChildEndedException ended)
        {
            cancel.ThrowIfCancellationRequested();
            throw new WorkerLostException(ended.Exit.Sentence);
        }
    }
}
