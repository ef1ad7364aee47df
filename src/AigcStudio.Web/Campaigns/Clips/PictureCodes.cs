using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Models.Play;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>The latent codes of pictures of the gallery, found again by how they were drawn, and believed only where they give the picture back.</summary>
public sealed class PictureCodes(PlayDesk desk, IMedia media, BlobStore blobs, StudioFolders folders)
{
    // Mean over a picture, of 255 levels. Another device rounds otherwise, by less than one level; unlike pictures of one model are tens apart.
    private const double MostDifference = 2;

    /// <param name="source">Of the picture; its checkpoint is there.</param>
    /// <returns>Null where what it is thought to be drawn from gives another picture.</returns>
    /// <exception cref="StudioException"><c>draw.checkpointGone</c>, <c>play.noSpace</c>, <c>export.gone</c>, <c>jobs.child.*</c>.</exception>
    public Task<PlayCode?> FindAsync(ArtifactTile tile, DrawnSource source, CancellationToken cancel)
    {
        var checkpoint = ContentHash.Parse(source.CheckpointHash!);
        return Named(source, tile.Index) is { } code
            ? desk.DecodeAsync(checkpoint, PlayWay.Of([code]), (raw, outcome, token) => BelieveAsync(code, raw, outcome, token), cancel)
            : desk.AgainAsync(checkpoint, tile.Seed, tile.Index, tile.Label, (raw, outcome, token) => BelieveAsync(outcome.Codes[0], raw, outcome, token), cancel);

        async Task<PlayCode?> BelieveAsync(PlayCode found, string raw, DecodeOutcome outcome, CancellationToken token) =>
            outcome.Form is ImageForm form && await IsSameAsync(tile, raw, form, token) ? found : null;
    }

    private static PlayCode? Named(DrawnSource source, int index) =>
        JsonNode.Parse(source.Settings)![DrawJob.Codes].Deserialize<List<PlayCode>>() is { } codes && index < codes.Count ? codes[index] : null;

    private async Task<bool> IsSameAsync(ArtifactTile tile, string raw, ImageForm form, CancellationToken cancel)
    {
        var kept = folders.NewSpoolFile();
        try
        {
            var unread = await media.DecodePicturesAsync([blobs.PathOf(tile)], form, kept, cancel);
            var (before, now) = (await File.ReadAllBytesAsync(kept, cancel), await File.ReadAllBytesAsync(raw, cancel));
            return unread.Count == 0 && (tile.Width, tile.Height) == (form.Width, form.Height) && before.Zip(now, (a, b) => Math.Abs(a - b)).Average() <= MostDifference;
        }
        finally
        {
            File.Delete(kept);
        }
    }
}
