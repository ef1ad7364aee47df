using System.Security.Cryptography;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Gallery;

/// <summary>The provenance registry: which file left the house, when, for whom, and what it looks or sounds or reads like.</summary>
public sealed class ExportBook(IMedia media, ArtifactTexts texts, StudioFolders folders, BlobStore blobs, IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>Enters a finished file.</summary>
    /// <param name="path">The file as it goes out.</param>
    public async Task EnterAsync(Viewer viewer, ArtifactTile tile, DeliveryFormat format, string path, CancellationToken cancel)
    {
        // A clip looks like the artifact that it begins with.
        var seen = format == DeliveryFormat.Mp4 ? blobs.PathOf(ContentHash.Parse(tile.BlobHash)) : path;
        var (likeness, print) = await LikenessAsync(tile, seen, cancel);
        byte[] digest;
        await using (var file = File.OpenRead(path))
        {
            digest = await SHA256.HashDataAsync(file, cancel);
        }

        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Exports.Add(new ExportRecord
        {
            Id = Guid.CreateVersion7(now),
            ArtifactId = tile.Id,
            PersonId = viewer.PersonId,
            FileHash = ContentHash.FromDigest(digest).Hex,
            PerceptualHash = (long)likeness,
            SoundPrint = print,
            Format = format.Extension,
            At = now,
        });
        await db.SaveChangesAsync(cancel);
    }

    // Of a text the words are compared and not the file around them, of the other kinds what can be seen or heard of the file itself.
    private async Task<(ulong Likeness, byte[]? Print)> LikenessAsync(ArtifactTile tile, string path, CancellationToken cancel)
    {
        switch (tile.Modality)
        {
            case Modality.Text:
                return (TextLikeness.Of(await texts.ReadAsync(ContentHash.Parse(tile.BlobHash), cancel)), null);
            case Modality.Audio:
                var folder = folders.NewSpoolFolder();
                try
                {
                    var heard = (await media.TakeInSoundsAsync([path], SoundCaps.Default with { MaxBytes = long.MaxValue, WithPrint = true }, folder, cancel))[0];
                    return (heard.Fingerprint, heard.Print);
                }
                finally
                {
                    Directory.Delete(folder, recursive: true);
                }

            default:
                return ((await media.InspectPicturesAsync([path], PictureCaps.Default with { MaxBytes = long.MaxValue }, cancel))[0].PerceptualHash, null);
        }
    }
}
