using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Models.Play;

/// <summary>Frames of a model's latent space for a page that is played with: drawn by the warm Engine, encoded once, kept nowhere.</summary>
public sealed class PlayDesk(PlayReader models, IEngine engine, Devices devices, PlayFrames frames, BlobStore blobs, StudioFolders folders)
{
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="StudioException">As <see cref="PlayCheck.Sheet"/> refuses; <c>play.sliders</c>, <c>play.codeLength</c>, <c>play.noSpace</c>, <c>draw.unknownLabel</c>.</exception>
    public Task<PlayFrame> SheetAsync(Viewer viewer, Guid modelId, PlaySheet sheet, bool withCodes, CancellationToken cancel)
    {
        PlayCheck.Sheet(sheet);
        return DecodeAsync(viewer, modelId, (path, hash, output, device) => new DecodeRequest(path, hash, sheet, null, withCodes, output, device), frames.MakeAsync, cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="StudioException">As <see cref="PlayCheck.Way"/> refuses; <c>play.codeLength</c>, <c>play.noSpace</c>.</exception>
    public Task<PlayFrame> WayAsync(Viewer viewer, Guid modelId, PlayWay way, CancellationToken cancel)
    {
        PlayCheck.Way(way);
        return way.Ways.Count <= PlaySheet.MostTiles
            ? DecodeAsync(viewer, modelId, way, withCodes: true, frames.MakeAsync, cancel)
            : throw new PlayException("play.tooMany", PlaySheet.MostTiles);
    }

    /// <summary>Decodes a way and hands the raw examples over as long as <paramref name="use"/> runs.</summary>
    public Task<T> DecodeAsync<T>(
        Viewer viewer, Guid modelId, PlayWay way, bool withCodes, Func<string, DecodeOutcome, CancellationToken, Task<T>> use, CancellationToken cancel)
    {
        PlayCheck.Way(way);
        return DecodeAsync(viewer, modelId, (path, hash, output, device) => new DecodeRequest(path, hash, null, way, withCodes, output, device), use, cancel);
    }

    private async Task<T> DecodeAsync<T>(
        Viewer viewer,
        Guid modelId,
        Func<string, ContentHash, string, string, DecodeRequest> ask,
        Func<string, DecodeOutcome, CancellationToken, Task<T>> use,
        CancellationToken cancel)
    {
        var model = await models.GetAsync(viewer, modelId, cancel);
        if (!blobs.Has(model.Checkpoint))
        {
            throw new DrawingException("draw.checkpointGone");
        }

        var raw = folders.NewSpoolFile();
        try
        {
            var device = (await devices.ForDrawingAsync(cancel)).Id;
            var outcome = await engine.DecodeAsync(ask(blobs.PathOf(model.Checkpoint), model.Checkpoint, raw, device), cancel);
            return await use(raw, outcome, cancel);
        }
        finally
        {
            File.Delete(raw);
        }
    }
}
