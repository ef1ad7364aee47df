using System.Text.Json.Nodes;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Gallery;

/// <summary>
/// A generation becomes artifacts: the warm Engine draws raw examples, each becomes a file, the gallery takes them all at once;
/// whether they are copies is looked at afterwards.
/// Started again after a kill it draws the same again, or finds that all is there.
/// </summary>
public sealed class DrawJob(
    DrawnArtifacts drawn, IEngine engine, Devices devices, DrawnFiles encoded, CopyChecks checks, BlobStore blobs, StudioFolders folders) : IJobHandler
{
    public JobKind Kind => JobKind.Draw;

    public async Task<JobState> HandleAsync(JobLease lease, CancellationToken cancel)
    {
        var draw = await drawn.PlanAsync(lease.SubjectId, cancel);
        if (draw.Done)
        {
            return JobState.Succeeded;
        }

        var folder = folders.NewSpoolFolder();
        try
        {
            await MakeAsync(draw, folder, lease.Progress, cancel);
            return JobState.Succeeded;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MakeAsync(PlannedDraw draw, string folder, IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var raw = Path.Combine(folder, "raw");
        var count = draw.Generation.Count;
        progress.Report(new JobProgress("phase.drawing", 0, count));
        var settings = JsonNode.Parse(draw.Generation.Settings)!.AsObject();
        var device = (await devices.ForDrawingAsync(cancel)).Id;
        var outcome = await engine.DrawAsync(
            new DrawRequest(blobs.PathOf(draw.Checkpoint), draw.Checkpoint, count, draw.Generation.Seed, draw.Generation.Label, settings, raw, device),
            cancel);
        progress.Report(new JobProgress("phase.encoding", 0, count));
        var examples = await encoded.MakeAsync(raw, outcome.Form, count, folder, cancel);
        await drawn.TakeAsync(draw, examples, cancel);
        progress.Report(new JobProgress("phase.encoding", count, count));
        checks.Add(draw, outcome.Form, raw, device);
    }
}
