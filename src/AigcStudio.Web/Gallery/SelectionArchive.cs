using System.IO.Compression;
using System.Text.Json;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>A zip of marked pictures and their passports, written while it is sent: it lies nowhere on the disk.</summary>
public sealed class SelectionArchive(MarkedExport export, GalleryReader gallery)
{
    public const int MostPictures = 2000;

    /// <summary>Checks everything that can be refused before the first byte is sent.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: one of them is not there for this viewer.</exception>
    /// <exception cref="ExportException"><c>export.tooMany(most)</c>, <c>export.nothing</c>.</exception>
    public async Task<IReadOnlyList<ArtifactTile>> CheckAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count is 0 or > MostPictures)
        {
            throw ids.Count == 0 ? new ExportException("export.nothing") : new ExportException("export.tooMany", MostPictures);
        }

        var tiles = (await gallery.TilesAsync(viewer, [.. ids.Distinct()], cancel)).ToDictionary(t => t.Id);
        return [.. ids.Distinct().Select(id => tiles.TryGetValue(id, out var tile) ? tile : throw RefusedException.NotFound())];
    }

    public async Task WriteAsync(Viewer viewer, IReadOnlyList<ArtifactTile> tiles, PictureFormat format, Stream target, CancellationToken cancel)
    {
        var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (archive)
        {
            foreach (var tile in tiles)
            {
                await using var picture = await export.OpenAsync(viewer, tile.Id, format, cancel);
                await using var entry = await archive.CreateEntry(PictureFiles.NameOf(tile, format), CompressionLevel.NoCompression).OpenAsync(cancel);
                await picture.CopyToAsync(entry, cancel);
            }

            await using var manifest = await archive.CreateEntry("manifest.json").OpenAsync(cancel);
            var lines = tiles.Select(t => new { File = PictureFiles.NameOf(t, format), t.Id, t.RunId, t.ModelId, t.Step, t.Seed, t.Index, t.Label, t.CreatedAt });
            await JsonSerializer.SerializeAsync(manifest, new { AiGenerated = true, Pictures = lines }, JsonSerializerOptions.Web, cancel);
        }
    }
}
