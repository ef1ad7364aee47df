using System.Collections.Concurrent;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Models.Play;

/// <summary>The latent spaces of models: directions, and a map with the items that a model learned from. A checkpoint's never changes, so it is surveyed once.</summary>
public sealed class PlaySpaces(
    PlayReader models, IEngine engine, Devices devices, DatasetPacks packs, DatasetReader datasets, BlobStore blobs, ILogger<PlaySpaces> log)
{
    private const int MostItems = 500;

    // Some 50 KB each.
    private const int MostKept = 32;

    private readonly ConcurrentDictionary<ContentHash, SpaceOutcome> _known = new();

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="StudioException"><c>play.noSpace</c>, <c>draw.checkpointGone</c>.</exception>
    public async Task<PlaySpace> GetAsync(Viewer viewer, Guid modelId, CancellationToken cancel)
    {
        var model = await models.GetAsync(viewer, modelId, cancel);
        var space = _known.TryGetValue(model.Checkpoint, out var known) ? known : await SurveyAsync(model, cancel);
        var sees = await SeesItemsAsync(viewer, model, cancel);
        return new PlaySpace(model, sees ? space : space with { Items = [] }, sees);
    }

    private async Task<SpaceOutcome> SurveyAsync(PlayModel model, CancellationToken cancel)
    {
        if (!blobs.Has(model.Checkpoint))
        {
            throw new DrawingException("draw.checkpointGone");
        }

        var device = (await devices.ForDrawingAsync(cancel)).Id;
        var (pack, passing) = await PackAsync(model, cancel);
        var space = await engine.SpaceAsync(new SpaceRequest(blobs.PathOf(model.Checkpoint), model.Checkpoint, pack, MostItems, device), cancel);
        if (passing)
        {
            return space;
        }

        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        return _known[model.Checkpoint] = space;
    }

    // A map without items is still a map: what a model learned from may be gone. A file that could not be read may be there the next time.
    private async Task<(string? Path, bool Passing)> PackAsync(PlayModel model, CancellationToken cancel)
    {
        try
        {
            return (await packs.PrepareAsync(model.VersionId, model.Form, null, cancel), false);
        }
        catch (Exception gone) when (gone is StudioException or IOException)
        {
            log.LogInformation(gone, "The items that model {Model} learned from are not on its map.", model.Id);
            return (null, gone is IOException);
        }
    }

    private async Task<bool> SeesItemsAsync(Viewer viewer, PlayModel model, CancellationToken cancel)
    {
        try
        {
            await datasets.SliceAsync(viewer, model.DatasetId, model.VersionId, null, 0, 1, cancel);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}

/// <param name="SeesItems">Whether the viewer may see what the model learned from.</param>
public sealed record PlaySpace(PlayModel Model, SpaceOutcome Space, bool SeesItems);
