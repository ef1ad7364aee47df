using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Runs;

/// <summary>
/// Trains one run: prepares its pack, goes on from the newest sound checkpoint, and writes down what its Engine tells.
/// Each attempt has an Engine of its own, so that whatever it does to the device ends with it.
/// </summary>
public sealed class TrainJob(
    IDbContextFactory<StudioDb> databases, DatasetPacks packs, DeviceSlots slots, CheckpointShelf shelf, RunRecorder recorder, TrainAttempts attempts,
    RunPlans plans, StudioFolders folders) : IJobHandler
{
    // What a shorter run could spare for looks is hardly enough for one; and making a ruler, once for a version, would keep anyone waiting who has
    // asked for less than the second.
    private const double ShortestMeasuredSeconds = 120;
    private const double ShortestMakingSeconds = 240;

    public JobKind Kind => JobKind.Train;

    public async Task<JobState> HandleAsync(JobLease lease, CancellationToken cancel)
    {
        var run = await RunAsync(lease.SubjectId, cancel);
        var form = JsonSerializer.Deserialize<ExampleForm>(run.Form)!;
        lease.Progress.Report(new JobProgress("phase.preparing", 0, run.Steps));
        if (await PrepareAsync(lease, run, form, cancel) is not { } pack)
        {
            return JobState.Paused;
        }

        using var slot = await slots.TakeAsync(run.Id, cancel);
        while (true)
        {
            var from = await shelf.NewestSoundAsync(lease, c => TellDamagedAsync(lease, c), cancel);
            var sequence = await recorder.RewindAsync(lease, from, cancel);
            var recipe = new Recipe(run.FamilyId, run.Seed, run.Steps, JsonNode.Parse(run.Settings)!.AsObject());
            try
            {
                var attempt = new TrainAttempt(recipe, pack, from, sequence, slot.Device.Id) { RulerPath = RulerOf(run, form) };
                var (outcome, lived) = await attempts.TrainAsync(lease, attempt, cancel);
                if (outcome.Ending == TrainEnding.Finished)
                {
                    await LearnPaceAsync(run, attempt.Device, lived);
                }

                return outcome.Ending switch
                {
                    TrainEnding.Finished => JobState.Succeeded,
                    TrainEnding.Paused => JobState.Paused,
                    TrainEnding.Cancelled => JobState.Cancelled,
                    _ => throw new RunException("runs.diverged", outcome.Step),
                };
            }
            catch (ChildRefusedException refusal) when (from is not null && refusal.Code.StartsWith("checkpoint.", StringComparison.Ordinal))
            {
                // The bytes are what they were, and yet the Engine will not have them: the one before it, then.
                await shelf.ForgetAsync(lease, from, cancel);
                await TellDamagedAsync(lease, from);
            }
        }
    }

    private async Task LearnPaceAsync(Run run, string device, (int Steps, double Seconds) lived)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var version = await db.DatasetVersions.AsNoTracking().Include(v => v.Dataset).SingleAsync(v => v.Id == run.DatasetVersionId);
        await plans.LearnAsync(run, version.Summarise(version.Dataset!.Modality), device, lived, CancellationToken.None);
    }

    private string? RulerOf(Run run, ExampleForm form)
    {
        var seconds = run.BudgetMinutes * 60 ?? run.Steps * run.SecondsPerStep;
        var ruler = folders.RulerOf(run.DatasetVersionId, form);
        return seconds >= ShortestMakingSeconds || (seconds >= ShortestMeasuredSeconds && File.Exists(ruler)) ? ruler : null;
    }

    // A pause that comes this early has nothing to save.
    private async Task<string?> PrepareAsync(JobLease lease, Run run, ExampleForm form, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lease.PauseAsked);
        try
        {
            return await packs.PrepareAsync(run.DatasetVersionId, form, lease.Progress, either.Token);
        }
        catch (OperationCanceledException) when (lease.PauseAsked.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<Run> RunAsync(Guid runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.AsNoTracking().SingleAsync(r => r.Id == runId, cancel);
    }

    private Task TellDamagedAsync(JobLease lease, Checkpoint damaged) =>
        recorder.TellAsync(
            lease, damaged.At, RunLineLevel.Warning, [Said.Of("runs.checkpointDamaged", damaged.Step)], CancellationToken.None);
}
