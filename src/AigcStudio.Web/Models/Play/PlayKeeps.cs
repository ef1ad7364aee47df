using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Runs;

namespace AigcStudio.Web.Models.Play;

/// <summary>
/// What is found in play is kept: tiles as artifacts whose passport has their codes, and a walk from pin to pin as a marked file, which the
/// registry enters under the first of its kept pins.
/// </summary>
public sealed class PlayKeeps(DrawAtOnce draws, Generations generations, PlayDesk desk, GalleryReader gallery, MarkedExport export, IMedia media)
{
    /// <summary>Longest way from one pin to the next, s.</summary>
    public const int MostSecondsPerLeg = 6;

    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    /// <exception cref="StudioException">As <see cref="PlayCheck.Way"/> and <see cref="DrawAtOnce.DrawAsync"/> refuse.</exception>
    public Task<DrawnNow> KeepAsync(Viewer viewer, Guid modelId, IReadOnlyList<PlayCode> codes, CancellationToken cancel)
    {
        PlayCheck.Way(PlayWay.Of(codes));
        var settings = new JsonObject { [DrawJob.Codes] = JsonSerializer.SerializeToNode(codes) };
        var ask = new GenerationAsk(modelId, RunId: null, codes.Count, codes[0].Seed, Label: null, settings);
        return draws.EndAsync(() => generations.QueueAsync(viewer, ask, cancel), cancel);
    }

    /// <summary>A marked MP4 of pictures, TXT of texts or WAV of sounds; the caller disposes it.</summary>
    /// <param name="secondsPerLeg">From one pin to the next, 1 to <see cref="MostSecondsPerLeg"/>.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    /// <exception cref="StudioException"><c>play.walkNeedsTwo</c>, <c>export.noFfmpeg</c>, and as <see cref="KeepAsync"/>.</exception>
    public async Task<(Stream File, DeliveryFormat Format, string Name)> WalkAsync(
        Viewer viewer, Guid modelId, IReadOnlyList<PlayCode> stops, int secondsPerLeg, CancellationToken cancel)
    {
        if (stops.Count < 2)
        {
            throw new PlayException("play.walkNeedsTwo");
        }

        if (secondsPerLeg is < 1 or > MostSecondsPerLeg)
        {
            throw new PlayException("play.outOfRange", 1, MostSecondsPerLeg);
        }

        var kind = (await desk.WayAsync(viewer, modelId, PlayWay.Of([stops[0]]), cancel)).Kind;
        var modality = Enum.Parse<Modality>(kind, ignoreCase: true);
        if (modality == Modality.Image && !(await media.SoundFormatsAsync(cancel)).Contains("mp3"))
        {
            throw new ExportException("export.noFfmpeg", DeliveryFormat.Mp4.Name);
        }

        var way = Along(stops, PlayPlan.Of(modality).PerSecond * secondsPerLeg);
        PlayCheck.Way(way);
        var kept = await KeepAsync(viewer, modelId, stops, cancel);
        var first = (await gallery.TilesAsync(viewer, [kept.Artifacts[0]], cancel)).Single();
        return await desk.DecodeAsync(viewer, modelId, way, SaveAsync, cancel);

        async Task<(Stream, DeliveryFormat, string)> SaveAsync(string raw, DecodeOutcome outcome, CancellationToken token)
        {
            var (file, format) = await export.WalkAsync(viewer, first, new Walk(raw, outcome.Form, outcome.Count, PlayPlan.Of(modality).PerSecond), token);
            return (file, format, format.FileNameOf(first));
        }
    }

    /// <summary>A sound of one code, marked, for the player of the page.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: also where the model makes no sounds.</exception>
    public Task<Stream> SoundAsync(Viewer viewer, Guid modelId, PlayCode code, CancellationToken cancel) => desk.DecodeAsync(
        viewer,
        modelId,
        PlayWay.Of([code]),
        (raw, outcome, token) => SampleSheet.KindOf(outcome.Form) == Modality.Audio
            ? export.HeardAsync(modelId, new Walk(raw, outcome.Form, 1, 1), token)
            : throw RefusedException.NotFound(),
        cancel);

    // The last stop ends it: legs of equal length, each begun on its stop.
    private static PlayWay Along(IReadOnlyList<PlayCode> stops, int perLeg) =>
        new(stops, [.. Enumerable.Range(0, ((stops.Count - 1) * perLeg) + 1).Select(i => (double)i / perLeg)]);
}
