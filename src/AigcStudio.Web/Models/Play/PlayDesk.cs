using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Models.Play;

/// <summary>Frames of a model's latent space for a page that is played with: drawn by the warm Engine, kept nowhere.</summary>
public sealed class PlayDesk(PlayReader models, IEngine engine, Devices devices, PlayFrames frames, BlobStore blobs, StudioFolders folders)
{
    /// <param name="pixels">As <see cref="PlayFrames.MakeAsync"/>.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="StudioException">As <see cref="PlayCheck.Sheet"/> refuses; <c>play.sliders</c>, <c>play.codeLength</c>, <c>play.noSpace</c>, <c>draw.unknownLabel</c>.</exception>
    public Task<PlayFrame> SheetAsync(Viewer viewer, Guid modelId, PlaySheet sheet, bool withCodes, bool pixels, CancellationToken cancel)
    {
        PlayCheck.Sheet(sheet);
        return OfModelAsync(viewer, modelId, sheet, null, withCodes, preview: true, (raw, outcome, token) => frames.MakeAsync(raw, outcome, pixels, token), cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="StudioException">As <see cref="PlayCheck.Way"/> refuses; <c>play.codeLength</c>, <c>play.noSpace</c>.</exception>
    public Task<PlayFrame> WayAsync(Viewer viewer, Guid modelId, PlayWay way, CancellationToken cancel)
    {
        PlayCheck.Way(way);
        return way.Ways.Count <= PlaySheet.MostTiles
            ? OfModelAsync(viewer, modelId, null, way, withCodes: true, preview: true, (raw, outcome, token) => frames.MakeAsync(raw, outcome, pixels: false, token), cancel)
            : throw new PlayException("play.tooMany", PlaySheet.MostTiles);
    }

    /// <summary>Decodes a way, to the bits of a draw, and hands the raw examples over as long as <paramref name="use"/> runs.</summary>
    public Task<T> DecodeAsync<T>(Viewer viewer, Guid modelId, PlayWay way, Func<string, DecodeOutcome, CancellationToken, Task<T>> use, CancellationToken cancel)
    {
        PlayCheck.Way(way);
        return OfModelAsync(viewer, modelId, null, way, withCodes: false, preview: false, use, cancel);
    }

    /// <summary>As the other, for a checkpoint whose model or run the caller found that the viewer may see.</summary>
    /// <exception cref="DrawingException"><c>draw.checkpointGone</c>.</exception>
    public Task<T> DecodeAsync<T>(ContentHash checkpoint, PlayWay way, Func<string, DecodeOutcome, CancellationToken, Task<T>> use, CancellationToken cancel)
    {
        PlayCheck.Way(way);
        return DecodeAsync(checkpoint, null, way, withCodes: false, preview: false, use, cancel);
    }

    /// <summary>Draws one example of a draw again, to the bits, and hands it over with its code.</summary>
    /// <param name="index">Its place in the draw.</param>
    /// <exception cref="DrawingException"><c>draw.checkpointGone</c>.</exception>
    public Task<T> AgainAsync<T>(
        ContentHash checkpoint, int seed, int index, string? label, Func<string, DecodeOutcome, CancellationToken, Task<T>> use, CancellationToken cancel)
    {
        var sheet = new PlaySheet(1, seed, label, 1, [], null, []) { First = index };
        PlayCheck.Sheet(sheet);
        return DecodeAsync(checkpoint, sheet, null, withCodes: true, preview: false, use, cancel);
    }

    private async Task<T> OfModelAsync<T>(
        Viewer viewer,
        Guid modelId,
        PlaySheet? sheet,
        PlayWay? way,
        bool withCodes,
        bool preview,
        Func<string, DecodeOutcome, CancellationToken, Task<T>> use,
        CancellationToken cancel) =>
        await DecodeAsync((await models.GetAsync(viewer, modelId, cancel)).Checkpoint, sheet, way, withCodes, preview, use, cancel);

    private async Task<T> DecodeAsync<T>(
        ContentHash checkpoint,
        PlaySheet? sheet,
        PlayWay? way,
        bool withCodes,
        bool preview,
        Func<string, DecodeOutcome, CancellationToken, Task<T>> use,
        CancellationToken cancel)
    {
        if (!blobs.Has(checkpoint))
        {
            throw new DrawingException("draw.checkpointGone");
        }

        var raw = folders.NewSpoolFile();
        try
        {
            var device = (await devices.ForDrawingAsync(cancel)).Id;
            var ask = new DecodeRequest(blobs.PathOf(checkpoint), checkpoint, sheet, way, withCodes, preview, raw, device);
            var outcome = way is { Ways.Count: > PlaySheet.MostTiles } ? await PiecesAsync(ask, way, cancel) : await engine.DecodeAsync(ask, cancel);
            return await use(raw, outcome, cancel);
        }
        finally
        {
            File.Delete(raw);
        }
    }

    // The Engine draws one thing after another: between the pieces of a long way come the frames of others.
    private async Task<DecodeOutcome> PiecesAsync(DecodeRequest ask, PlayWay way, CancellationToken cancel)
    {
        var piece = folders.NewSpoolFile();
        try
        {
            await using var all = File.Create(ask.OutputPath);
            DecodeOutcome? whole = null;
            foreach (var ways in way.Ways.Chunk(PlaySheet.MostTiles))
            {
                var part = await engine.DecodeAsync(ask with { Way = way with { Ways = ways }, OutputPath = piece }, cancel);
                await using var made = File.OpenRead(piece);
                await made.CopyToAsync(all, cancel);
                whole = whole is null ? part : part with
                {
                    Count = whole.Count + part.Count,
                    Places = [.. whole.Places, .. part.Places],
                    Codes = [.. whole.Codes, .. part.Codes],
                    Seconds = whole.Seconds + part.Seconds,
                };
            }

            return whole!;
        }
        finally
        {
            File.Delete(piece);
        }
    }
}
