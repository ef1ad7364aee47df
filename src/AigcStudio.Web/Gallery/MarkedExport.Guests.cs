using System.Collections.Concurrent;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

public sealed partial class MarkedExport
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _making = new();

    /// <summary>
    /// A picture or a sound as people without an account get it: it leaves the house, so it is marked, labelled as the workspace wants it and
    /// entered in the registry. Made once for each mark and kept among the caches.
    /// </summary>
    /// <param name="host">Who let the guests in: the registry names them.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: also where the artifact is a text.</exception>
    /// <exception cref="StudioException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>, <c>export.gone</c>.</exception>
    public async Task<(string Path, DeliveryFormat Format)> HandedOutAsync(Viewer host, Guid artifactId, CancellationToken cancel)
    {
        var tile = (await gallery.TilesAsync(host, [artifactId], cancel)).SingleOrDefault(t => t.Modality != Modality.Text) ?? throw RefusedException.NotFound();
        var format = DeliveryFormat.Get(tile.Modality, tile.Modality == Modality.Audio ? "wav" : "webp");
        var mark = MarkOf(await workspace.GetAsync(cancel), artifactId);
        var path = caches.HandedOutOf(artifactId, $"{mark.Producer}\n{mark.VisibleText}", format.Extension);
        if (!File.Exists(path))
        {
            // Whoever asks at the same time gets the same file, and one row tells of it.
            await _making.GetOrAdd(path, p => new(() => MakeOnceAsync(host, tile, format, mark, p))).Value.WaitAsync(cancel);
        }

        return (path, format);
    }

    private async Task MakeOnceAsync(Viewer host, ArtifactTile tile, DeliveryFormat format, Core.Gallery.ProvenanceMark mark, string path)
    {
        await Task.Yield();
        var made = folders.NewSpoolFile();
        try
        {
            if (!File.Exists(path))
            {
                await WriteAsync(ContentHash.Parse(tile.BlobHash), tile, format, mark, made, CancellationToken.None);
                await book.EnterAsync(host, tile, format, made, CancellationToken.None);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(made, path, overwrite: true);
            }
        }
        finally
        {
            File.Delete(made);
            _making.TryRemove(path, out _);
        }
    }
}
