using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>Gives each attempt a scribe.</summary>
public sealed class RunScribes(
    RunRecorder recorder, CheckpointShelf shelf, SampleSheets sheets, RunFeed feed, JobClaims claims, RunFigures figures, TimeProvider clock)
{
    internal RunScribe For(JobLease lease) => new(lease, recorder, shelf, sheets, feed, claims, figures, clock);
}
