using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
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
    /// <summary>The setting of a draw that names its codes one by one, as a list of <see cref="PlayCode"/>.</summary>
    public const string Codes = "codes";

    private static readonly Counter<long> Drawn = Watching.Meter.CreateCounter<long>("aigc.drawn", "{artifact}", "Artifacts drawn since the studio started.");

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
        var device = (await devices.ForDrawingAsync(cancel)).Id;
        var form = await DrawAsync(draw, raw, device, cancel);
        progress.Report(new JobProgress("phase.encoding", 0, count));
        var examples = await encoded.MakeAsync(raw, form, count, folder, cancel);
        await drawn.TakeAsync(draw, examples, cancel);
        Drawn.Add(count);
        progress.Report(new JobProgress("phase.encoding", count, count));
        checks.Add(draw, form, raw, device);
    }

    private async Task<ExampleForm> DrawAsync(PlannedDraw draw, string raw, string device, CancellationToken cancel)
    {
        var (path, generation) = (blobs.PathOf(draw.Checkpoint), draw.Generation);
        var settings = JsonNode.Parse(generation.Settings)!.AsObject();
        if (settings[Codes].Deserialize<List<PlayCode>>() is { } codes)
        {
            var decoded = await engine.DecodeAsync(
                new DecodeRequest(path, draw.Checkpoint, null, PlayWay.Of(codes), WithCodes: false, Preview: false, raw, device), cancel);
            return decoded.Form;
        }

        var drawn = await engine.DrawAsync(
            new DrawRequest(path, draw.Checkpoint, generation.Count, generation.Seed, generation.Label, settings, raw, device), cancel);
        return drawn.Form;
    }
}
