using System.Globalization;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Jobs;

/// <summary>What is said of a job wherever one is shown.</summary>
internal static class JobWords
{
    public static bool CanStop(this JobCard job) =>
        job.State is JobState.Queued or JobState.Running or JobState.Pausing or JobState.Paused;

    public static bool CanRetry(this JobCard job) => job.State is JobState.Failed or JobState.Cancelled or JobState.Quarantined;

    public static string Tone(this JobCard job) => job.State switch
    {
        JobState.Running => "mark-live",
        JobState.Succeeded => "mark-good",
        JobState.Failed or JobState.Quarantined => "mark-bad",
        JobState.Cancelling or JobState.Pausing => "mark-warn",
        _ => "mark-quiet",
    };

    public static string Name(this JobCard job) => job.Subject.Length > 0 ? job.Subject : job.SubjectId.ToString("N")[^12..];

    /// <summary>Place in the queue, with the time of the start where it is known.</summary>
    public static string Of(JobTurn turn, Texts texts) => turn.StartsAt is { } starts
        ? texts["jobs.turn.at", turn.Position, turn.Waiting, Moment(starts)]
        : texts["jobs.turn", turn.Position, turn.Waiting];

    public static string Moment(DateTimeOffset at) => at.ToLocalTime().ToString("g", CultureInfo.CurrentCulture);

    /// <summary>To the second: for an end that is promised.</summary>
    public static string Second(DateTimeOffset at) => at.ToLocalTime().ToString("T", CultureInfo.CurrentCulture);
}
