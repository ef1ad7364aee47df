using AigcStudio.Core;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Runs;

/// <param name="From">The checkpoint to go on from, or null for the start.</param>
/// <param name="FirstSequence">Number of the first event.</param>
public sealed record TrainAttempt(Recipe Recipe, string PackPath, Checkpoint? From, long FirstSequence, string Device)
{
    /// <summary>Of the dataset version, to measure the run by; null for a run too short to be worth it.</summary>
    public string? RulerPath { get; init; }
}

/// <param name="Lived">Steps learned in this attempt and the seconds they took.</param>
public sealed record AttemptEnding(TrainOutcome Outcome, (int Steps, double Seconds) Lived);

/// <summary>One Engine from its start to its end, with the ways of reaching it while it trains.</summary>
public sealed class TrainAttempts(
    IEngineStarter engines, RunScribes scribes, RunRecorder recorder, RunOrders orders, BlobStore blobs, StudioFolders folders,
    IOptions<JobsOptions> options, TimeProvider clock)
{
    // Some forty sheets make a film of the learning that a person likes to play.
    private const int SheetsPerRun = 40;

    /// <exception cref="WorkerLostException">The Engine died.</exception>
    /// <exception cref="StudioException">The Engine refuses: codes <c>recipe.*</c>, <c>checkpoint.*</c>.</exception>
    /// <exception cref="OperationCanceledException">Someone cancelled and the Engine did not answer in time, or the lease is lost.</exception>
    public async Task<AttemptEnding> TrainAsync(JobLease lease, TrainAttempt attempt, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (attempt.From is { } from)
        {
            await recorder.TellAsync(lease, clock.GetUtcNow(), RunLineLevel.Plain, [Said.Of("runs.goesOn", from.Step)], cancel);
        }

        var spool = folders.NewSpoolFolder();
        var ear = new EngineEar();
        try
        {
            await using var child = await engines.StartAsync($"run-{lease.SubjectId:N}", ear, cancel);
            return await SuperviseAsync(lease, child, ear, Request(lease, attempt, spool), cancel);
        }
        finally
        {
            ear.Close();
            Directory.Delete(spool, recursive: true);
        }
    }

    // Where the data lies on the host is nobody's business who may only see the run.
    private Task TellEndAsync(JobLease lease, ChildExit exit)
    {
        var words = exit.LastWords.Select(w => Said.Of("runs.log.engineSaid", w.Replace(folders.Root, "…", StringComparison.Ordinal)));
        return recorder.TellAsync(lease, clock.GetUtcNow(), RunLineLevel.Warning, [.. words, exit.Sentence], CancellationToken.None);
    }

    private TrainRequest Request(JobLease lease, TrainAttempt attempt, string spool) => new(
        lease.SubjectId,
        attempt.Recipe,
        attempt.PackPath,
        spool,
        attempt.From is null ? null : blobs.PathOf(ContentHash.Parse(attempt.From.BlobHash)),
        attempt.FirstSequence + (attempt.From is null ? 0 : 1),
        Math.Max(1, attempt.Recipe.Steps / SheetsPerRun),
        options.Value.CheckpointSeconds,
        0.5,
        attempt.Device)
    {
        RulerPath = attempt.RulerPath,
        MostLookShare = TrainRequest.UsualLookShare,
    };

    private async Task<AttemptEnding> SuperviseAsync(
        JobLease lease, IEngineChild child, EngineEar ear, TrainRequest request, CancellationToken cancel)
    {
        using var overdue = new Deadline(child.Kill, TimeSpan.FromSeconds(options.Value.GraceSeconds), clock);
        var scribe = scribes.For(lease);
        var writing = scribe.WriteAsync(ear.Heard);
        _ = writing.ContinueWith(_ => child.Kill(), CancellationToken.None, TaskContinuationOptions.NotOnRanToCompletion, TaskScheduler.Default);
        using var taking = orders.Take(lease.SubjectId, child.Engine.CommandAsync);
        var training = child.Engine.TrainAsync(request, CancellationToken.None);
        using var onPause = lease.PauseAsked.Register(() => Ask(TrainCommand.Pause));
        using var onCancel = cancel.Register(() => Ask(TrainCommand.Cancel));
        try
        {
            var outcome = await training;
            await HeardAllAsync();
            return new AttemptEnding(outcome, scribe.Lived);
        }
        catch (ChildEndedException ended)
        {
            await HeardAllAsync();
            cancel.ThrowIfCancellationRequested();
            await TellEndAsync(lease, ended.Exit);
            return lease.PauseAsked.IsCancellationRequested
                ? new AttemptEnding(new TrainOutcome(TrainEnding.Paused, 0, ended.Exit.Sentence), scribe.Lived)
                : throw new WorkerLostException(ended.Exit.Sentence);
        }
        finally
        {
            await HeardAllAsync();
        }

        void Ask(TrainCommand command)
        {
            overdue.Start();
            _ = child.Engine.CommandAsync(command).ContinueWith(t => _ = t.Exception, TaskScheduler.Default);
        }

        Task HeardAllAsync()
        {
            ear.Close();
            return writing;
        }
    }
}
