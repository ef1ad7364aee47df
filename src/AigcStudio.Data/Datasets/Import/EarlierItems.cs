using AigcStudio.Core;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>The items of a frozen version as an import knows them: they come first in the next one and keep their side of the split.</summary>
internal static class EarlierItems
{
    public static async Task<IReadOnlyList<Kept>> LoadAsync(StudioDb db, BlobStore blobs, DatasetVersion version, CancellationToken cancel)
    {
        var items = await db.Items.AsNoTracking().Where(i => i.VersionId == version.Id).OrderBy(i => i.Index).ToListAsync(cancel);
        return items.ConvertAll(i => From(i, version, blobs));
    }

    private static Kept From(Item item, DatasetVersion version, BlobStore blobs)
    {
        var hash = ContentHash.Parse(item.BlobHash);
        var (sequence, label) = (long.MinValue + item.Index, item.Label < 0 ? null : version.Labels[item.Label]);
        return item.Text is { } text
            ? Texts.KeptText.Of(sequence, item.Name, label, text, item.Reply) with { WasHeldOut = item.HeldOut, ArtifactId = item.ArtifactId, DrawnByRunId = item.DrawnByRunId }
            : new Kept(sequence, item.Name, label, hash, new FileInfo(blobs.PathOf(hash)).Length, unchecked((ulong)item.PerceptualHash))
            {
                Width = item.Width,
                Height = item.Height,
                Colour = item.Colour,
                Milliseconds = item.Milliseconds,
                Peaks = item.Peaks,
                WasHeldOut = item.HeldOut,
                ArtifactId = item.ArtifactId,
                DrawnByRunId = item.DrawnByRunId,
            };
    }
}
