using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Jobs;

/// <summary>One legal step of a job. Nothing else ever changes <see cref="Job.State"/>.</summary>
/// <param name="To">Where it leads.</param>
/// <param name="From">Where a job must stand for it.</param>
public sealed record JobMove(string Name, JobState To, params JobState[] From)
{
    /// <summary>A worker takes it.</summary>
    public static readonly JobMove Claim = new("claim", JobState.Running, JobState.Queued);

    /// <summary>Someone holds it before it has begun.</summary>
    public static readonly JobMove Hold = new("hold", JobState.Paused, JobState.Queued);

    /// <summary>Someone asks its worker to pause.</summary>
    public static readonly JobMove AskPause = new("askPause", JobState.Pausing, JobState.Running);

    public static readonly JobMove Resume = new("resume", JobState.Queued, JobState.Paused);

    /// <summary>Someone cancels what no worker holds.</summary>
    public static readonly JobMove Drop = new("drop", JobState.Cancelled, JobState.Queued, JobState.Paused);

    /// <summary>Someone asks its worker to stop for good.</summary>
    public static readonly JobMove AskCancel = new("askCancel", JobState.Cancelling, JobState.Running, JobState.Pausing);

    public static readonly JobMove Succeed = new("succeed", JobState.Succeeded, JobState.Running, JobState.Pausing, JobState.Cancelling);

    public static readonly JobMove Fail = new("fail", JobState.Failed, JobState.Running, JobState.Pausing, JobState.Cancelling);

    public static readonly JobMove Stop = new("stop", JobState.Cancelled, JobState.Running, JobState.Pausing, JobState.Cancelling);

    public static readonly JobMove Park = new("park", JobState.Paused, JobState.Running, JobState.Pausing);

    /// <summary>Its worker goes away in good order, or is gone: another takes it.</summary>
    public static readonly JobMove GiveBack = new("giveBack", JobState.Queued, JobState.Running);

    /// <summary>Its workers die of it.</summary>
    public static readonly JobMove Quarantine = new("quarantine", JobState.Quarantined, JobState.Running);

    public static IReadOnlyList<JobMove> All { get; } =
        [Claim, Hold, AskPause, Resume, Drop, AskCancel, Succeed, Fail, Stop, Park, GiveBack, Quarantine];

    /// <summary>States that a job never leaves.</summary>
    public static IReadOnlyList<JobState> Endings { get; } =
        [JobState.Succeeded, JobState.Failed, JobState.Cancelled, JobState.Quarantined];

    /// <summary>All others: something is still to come of the job. By name, so that an index finds them.</summary>
    public static IReadOnlyList<JobState> Open { get; } = [.. Enum.GetValues<JobState>().Except(Endings)];

    /// <summary>States in which a worker holds the job, or should.</summary>
    public static IReadOnlyList<JobState> Held { get; } = [JobState.Running, JobState.Pausing, JobState.Cancelling];
}
