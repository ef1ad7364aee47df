using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

public sealed partial class MarkedExport
{
    /// <summary>The sound of an ad as a marked WAV, levelled as it was handed in. The caller disposes it, which deletes it from the spool.</summary>
    /// <param name="tile">What it was made of.</param>
    /// <param name="levelled">The sound without marks, which stays the caller's.</param>
    /// <exception cref="StudioException"><c>export.markNotRead</c>.</exception>
    public async Task<Stream> OpenAdSoundAsync(Viewer viewer, ArtifactTile tile, string levelled, CancellationToken cancel)
    {
        var (file, _) = await SpoolAsync(async path =>
        {
            await media.MarkSoundAsync(levelled, SoundFormat.Wav, MarkOf(await workspace.GetAsync(cancel), tile.Id), path, cancel);
            await book.EnterAsync(viewer, tile, DeliveryFormat.Get(Modality.Audio, "wav"), path, cancel);
            return true;
        });
        return file;
    }

    /// <summary>
    /// An ad as a marked PNG of its own size. The registry enters it under each of the pictures that it shows: whichever of them is asked about
    /// later, the ad is found. The caller disposes it, which deletes it from the spool.
    /// </summary>
    /// <param name="tiles">What it shows.</param>
    /// <param name="drawn">The ad without marks, which stays the caller's.</param>
    /// <exception cref="StudioException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>.</exception>
    public async Task<Stream> OpenAdAsync(Viewer viewer, Guid adId, IReadOnlyList<ArtifactTile> tiles, string drawn, CancellationToken cancel)
    {
        var (file, _) = await SpoolAsync(async path =>
        {
            await media.MarkPictureAsync(drawn, PictureFormat.Png, MarkOf(await workspace.GetAsync(cancel), adId) with { KeepsSize = true }, path, cancel);
            foreach (var tile in tiles)
            {
                await book.EnterAsync(viewer, tile, DeliveryFormat.Get(Modality.Image, "png"), path, cancel);
            }

            return true;
        });
        return file;
    }

    /// <summary>
    /// The clip of an ad as a marked MP4, entered under each of the pictures that it walks through and under its sound. The caller disposes it,
    /// which deletes it from the spool.
    /// </summary>
    /// <param name="tiles">What it is made of.</param>
    /// <param name="walk">Of pictures.</param>
    /// <exception cref="StudioException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>, <c>export.noFfmpeg</c>.</exception>
    public async Task<Stream> OpenAdClipAsync(Viewer viewer, Guid adId, IReadOnlyList<ArtifactTile> tiles, Walk walk, CancellationToken cancel)
    {
        var (file, _) = await SpoolAsync(async path =>
        {
            var mark = MarkOf(await workspace.GetAsync(cancel), adId);
            await media.MarkClipAsync(walk.Raw, (ImageForm)walk.Form, walk.Count, walk.PerSecond, walk.Sound, mark, path, cancel);
            foreach (var tile in tiles)
            {
                await book.EnterAsync(viewer, tile, DeliveryFormat.Mp4, path, cancel);
            }

            return true;
        });
        return file;
    }
}
