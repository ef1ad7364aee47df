using System.IO.Compression;
using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>A zip of marked files and their passports, written while it is sent: it lies nowhere on the disk.</summary>
public sealed class SelectionArchive(MarkedExport export, GalleryReader gallery, IMedia media)
{
    public const int Most = 2000;

    private const string LinesName = "texts.jsonl";

    /// <summary>Checks everything that can be refused before the first byte is sent.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: one of them is not there for this viewer.</exception>
    /// <exception cref="StudioException"><c>export.tooMany(most)</c>, <c>export.nothing</c>, <c>export.noFfmpeg</c>.</exception>
    public async Task<IReadOnlyList<ArtifactTile>> CheckAsync(
        Viewer viewer, IReadOnlyList<Guid> ids, DeliveryFormats formats, CancellationToken cancel)
    {
        if (ids.Count is 0 or > Most)
        {
            throw ids.Count == 0 ? new ExportException("export.nothing") : new ExportException("export.tooMany", Most);
        }

        var tiles = (await gallery.TilesAsync(viewer, [.. ids.Distinct()], cancel)).ToDictionary(t => t.Id);
        List<ArtifactTile> chosen = [.. ids.Distinct().Select(id => tiles.TryGetValue(id, out var tile) ? tile : throw RefusedException.NotFound())];
        if (formats.Sounds.Id != "wav" && chosen.Any(t => t.Modality == Modality.Audio)
            && !(await media.SoundFormatsAsync(cancel)).Contains(formats.Sounds.Id))
        {
            throw new ExportException("export.noFfmpeg", formats.Sounds.Name);
        }

        return chosen;
    }

    public async Task WriteAsync(Viewer viewer, IReadOnlyList<ArtifactTile> tiles, DeliveryFormats formats, Stream target, CancellationToken cancel)
    {
        var late = new LateWrites(target);
        var archive = await ZipArchive.CreateAsync(late, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (archive)
        {
            // All lines of jsonl make one file, which the others do not wait for: a zip is written one entry after another.
            foreach (var tile in tiles.Where(t => formats.For(t.Modality) != DeliveryFormat.Jsonl))
            {
                var format = formats.For(tile.Modality);
                await AddAsync(archive, format.FileNameOf(tile), viewer, [tile], format, cancel);
                if (format == DeliveryFormat.Txt)
                {
                    await AddAsync(archive, DeliveryFormat.Sidecar.FileNameOf(tile), viewer, [tile], DeliveryFormat.Sidecar, cancel);
                }
            }

            List<ArtifactTile> lines = [.. tiles.Where(t => formats.For(t.Modality) == DeliveryFormat.Jsonl)];
            if (lines.Count > 0)
            {
                await AddAsync(archive, LinesName, viewer, lines, DeliveryFormat.Jsonl, cancel);
            }

            await using var manifest = await archive.CreateEntry("manifest.json").OpenAsync(cancel);
            var passports = tiles.Select(t => new
            {
                File = formats.For(t.Modality) == DeliveryFormat.Jsonl ? LinesName : formats.For(t.Modality).FileNameOf(t),
                Kind = t.Modality.ToString().ToLowerInvariant(),
                t.Id,
                t.RunId,
                t.ModelId,
                t.Step,
                t.Seed,
                t.Index,
                t.Label,
                t.CreatedAt,
            });
            await JsonSerializer.SerializeAsync(manifest, new { AiGenerated = true, Artifacts = passports }, JsonSerializerOptions.Web, cancel);
        }

        await late.FlushAsync(cancel);
    }

    private async Task AddAsync(
        ZipArchive archive, string name, Viewer viewer, IReadOnlyList<ArtifactTile> tiles, DeliveryFormat format, CancellationToken cancel)
    {
        // What is compressed already is stored; texts shrink.
        var level = format.Kind == Modality.Text ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
        await using var entry = await archive.CreateEntry(name, level).OpenAsync(cancel);
        foreach (var tile in tiles)
        {
            await using var file = await export.OpenAsync(viewer, tile, format, cancel);
            await file.CopyToAsync(entry, cancel);
        }
    }
}
