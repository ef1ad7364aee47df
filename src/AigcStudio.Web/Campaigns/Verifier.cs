using System.Numerics;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Campaigns;

/// <summary>
/// What the provenance registry knows of a file that somebody brings: found by its bytes, or, where marks were stripped and it was saved again,
/// by what it looks or sounds like.
/// </summary>
public sealed class Verifier(IDbContextFactory<StudioDb> databases, IMedia media, SoundsByEar ears, StudioFolders folders)
{
    public const long MostBytes = 64L << 20;

    /// <summary>Bits of 64 in which two saves of one picture may differ; unlike pictures differ in about 32.</summary>
    public const int LikeBits = 8;

    /// <exception cref="CampaignException"><c>verify.tooLarge(megabytes)</c>.</exception>
    public async Task<Verdict> LookAsync(Viewer viewer, Stream source, CancellationToken cancel)
    {
        var path = folders.NewSpoolFile();
        try
        {
            var hash = await BoundedFile.WriteAsync(source, path, MostBytes, () => new CampaignException("verify.tooLarge", MostBytes >> 20), cancel);
            await using var db = await databases.CreateDbContextAsync(cancel);
            var seen = db.Artifacts.AsNoTracking().VisibleTo(viewer);
            var same = await db.Exports.AsNoTracking().Where(e => e.FileHash == hash)
                .Join(seen, e => e.ArtifactId, a => a.Id, (e, a) => new VerdictLine(e.ArtifactId, e.At, e.Format, a.Modality, a.Peaks)).ToListAsync(cancel);
            if (same.Count > 0)
            {
                return new Verdict(hash, VerdictKind.Same, 0, null, [.. same.OrderBy(l => l.At)]);
            }

            var finding = (await media.InspectPicturesAsync([path], PictureCaps.Default, cancel))[0];
            return finding.Refusal is { } refusal
                ? await ears.LookAsync(db, seen, hash, path, cancel) ?? Verdict.Unknown(hash) with { NotCompared = OfPicture(refusal) }
                : await LikeAsync(db, seen, hash, finding.PerceptualHash, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Said? OfPicture(Said refusal) => refusal.Code is "import.picture.notAPicture" or "import.picture.refusedKind" ? null : refusal;

    // Looked at one after another: a million lines of 8 bytes are read in the time that the picture took to be decoded.
    private static async Task<Verdict> LikeAsync(StudioDb db, IQueryable<Data.Gallery.Artifact> seen, string hash, ulong looks, CancellationToken cancel)
    {
        var lines = db.Exports.AsNoTracking()
            .Join(seen.Where(a => a.Modality == Modality.Image), e => e.ArtifactId, a => a.Id, (e, a) => new { e.FileHash, e.ArtifactId, e.At, e.Format, e.PerceptualHash });
        var found = new List<(int Bits, string File, VerdictLine Line)>();
        var nearestOther = 64;
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var bits = BitOperations.PopCount((ulong)line.PerceptualHash ^ looks);
            if (bits <= LikeBits)
            {
                found.Add((bits, line.FileHash, new VerdictLine(line.ArtifactId, line.At, line.Format, Modality.Image, null)));
            }
            else
            {
                nearestOther = Math.Min(nearestOther, bits);
            }
        }

        if (found.Count == 0)
        {
            return new Verdict(hash, VerdictKind.Unknown, nearestOther, null, []);
        }

        var best = found.Min(f => f.Bits);
        var rest = found.Where(f => f.Bits > best).Select(f => f.Bits).Append(nearestOther).Min();
        return new Verdict(hash, VerdictKind.Like, best, rest, [.. found.Where(f => f.Bits == best).Select(f => f.Line).Distinct()]);
    }
}
