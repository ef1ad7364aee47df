using System.Collections.Concurrent;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Models.Enlarging;

/// <summary>
/// Pictures of the gallery made larger by a model that was trained to: decoded by Media, enlarged by the warm Engine, encoded by Media, and kept
/// among the caches of the artifact. What it makes bears no mark: it leaves the house through <see cref="Gallery.MarkedExport"/> alone.
/// </summary>
public sealed class PictureEnlarger(
    PlayReader checkpoints,
    GalleryReader gallery,
    IEngine engine,
    Devices devices,
    IMedia media,
    BlobStore blobs,
    StudioFolders folders,
    ArtifactCaches caches)
{
    /// <summary>Longest side that is enlarged, px: four times as much is 16 megapixels.</summary>
    public const int MostSide = 1024;

    private readonly ConcurrentDictionary<string, Lazy<Task>> _making = new();

    /// <returns>The path of a PNG, which stays the cache's.</returns>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: the model, or the artifact, or it is no picture.</exception>
    /// <exception cref="StudioException"><c>enlarge.tooLarge(side)</c>, <c>enlarge.otherModel</c>, <c>draw.checkpointGone</c>, <c>export.gone</c>.</exception>
    public async Task<string> EnlargeAsync(Viewer viewer, Guid modelId, Guid artifactId, CancellationToken cancel)
    {
        var tile = (await gallery.TilesAsync(viewer, [artifactId], cancel)).SingleOrDefault(t => t.Modality == Modality.Image) ?? throw RefusedException.NotFound();
        var model = await checkpoints.GetAsync(viewer, modelId, cancel);
        if (Math.Max(tile.Width, tile.Height) > MostSide)
        {
            throw new EnlargeException("enlarge.tooLarge", MostSide);
        }

        if (!blobs.Has(ContentHash.Parse(tile.BlobHash)))
        {
            throw new ExportException("export.gone");
        }

        var path = caches.LargeOf(artifactId, model.Checkpoint);
        if (!File.Exists(path))
        {
            // Whoever asks at the same time waits for the same picture.
            await _making.GetOrAdd(path, p => new(() => MakeOnceAsync(tile, model, p))).Value.WaitAsync(cancel);
        }

        return path;
    }

    private async Task MakeOnceAsync(ArtifactTile tile, PlayModel model, string path)
    {
        await Task.Yield();
        var folder = folders.NewSpoolFolder();
        try
        {
            if (!blobs.Has(model.Checkpoint))
            {
                throw new DrawingException("draw.checkpointGone");
            }

            var (small, large) = (Path.Combine(folder, "small"), Path.Combine(folder, "large"));
            var form = new ImageForm(3, tile.Height, tile.Width);
            await media.DecodePicturesAsync([blobs.PathOf(ContentHash.Parse(tile.BlobHash))], form, small, CancellationToken.None);
            var device = (await devices.ForDrawingAsync(CancellationToken.None)).Id;
            var outcome = await engine.EnlargeAsync(
                new EnlargeRequest(blobs.PathOf(model.Checkpoint), model.Checkpoint, small, form, 1, large, device), CancellationToken.None);
            await media.EncodePicturesAsync(large, outcome.Form, 1, folder, CancellationToken.None);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(Path.Combine(folder, "000000.png"), path, overwrite: true);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            _making.TryRemove(path, out _);
        }
    }
}
