using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>From what a handler says to the move it means, by what was asked of the job meanwhile.</summary>
public static class JobEnding
{
    private static readonly JobMove ParkAsAsked = JobMove.Park with { From = [JobState.Pausing] };
    private static readonly JobMove StopAsAsked = JobMove.Stop with { From = [JobState.Cancelling] };

    /// <returns>Moves to try in turn; the row's state decides which one holds.</returns>
    public static IReadOnlyList<JobMove> Of(JobState said, bool hostStops) => said switch
    {
        JobState.Succeeded => [JobMove.Succeed],
        // Nobody asked, or the host goes: what is not paused or cancelled by a person waits for the next worker.
        JobState.Paused or JobState.Cancelled when hostStops => [StopAsAsked, ParkAsAsked, JobMove.GiveBack],
        JobState.Paused => [StopAsAsked, JobMove.Park],
        JobState.Cancelled => [JobMove.Stop],
        _ => throw new ArgumentOutOfRangeException(nameof(said), said, "A handler ends with success, a pause or a cancel."),
    };
}
