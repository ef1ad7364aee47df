using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Campaigns;

/// <summary>Knows a sound that left the house again after it was coded anew, made softer or cut a little, by its <see cref="SoundPrint"/>.</summary>
public sealed class SoundsByEar(IMedia media, StudioFolders folders)
{
    /// <param name="path">A file that is no picture.</param>
    /// <param name="hash">Of the file.</param>
    /// <param name="seen">The artifacts that the asker may see.</param>
    /// <returns>Null where the file is no sound either.</returns>
    public async Task<Verdict?> LookAsync(StudioDb db, IQueryable<Artifact> seen, string hash, string path, CancellationToken cancel)
    {
        var finding = await ListenAsync(path, cancel);
        if (finding.Refusal is { } refusal)
        {
            return refusal.Code is "import.sound.notASound" or "import.sound.refusedKind" ? null : Verdict.Unknown(hash) with { NotCompared = refusal };
        }

        return SoundPrint.Tells(finding.Print)
            ? await CompareAsync(db, seen, hash, finding.Print, cancel)
            : Verdict.Unknown(hash) with { NotCompared = Said.Of("verify.tooLittle") };
    }

    private async Task<SoundFinding> ListenAsync(string path, CancellationToken cancel)
    {
        var folder = folders.NewSpoolFolder();
        try
        {
            return (await media.TakeInSoundsAsync([path], SoundCaps.Default with { MaxBytes = Verifier.MostBytes, WithPrint = true }, folder, cancel))[0];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Looked at one after another: a print is some 100 bytes for a second of sound, and most fall away by their length.
    private static async Task<Verdict> CompareAsync(StudioDb db, IQueryable<Artifact> seen, string hash, byte[] print, CancellationToken cancel)
    {
        var lines = db.Exports.AsNoTracking().Where(e => e.SoundPrint != null)
            .Join(seen.Where(a => a.Modality == Modality.Audio), e => e.ArtifactId, a => a.Id, (e, a) => new { e.ArtifactId, e.At, e.Format, e.SoundPrint, a.Peaks });
        var far = new Dictionary<Guid, double>();
        var found = new List<VerdictLine>();
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var differing = SoundPrint.Distance(print, line.SoundPrint);
            far[line.ArtifactId] = Math.Min(differing, far.GetValueOrDefault(line.ArtifactId, 1));
            if (differing <= SoundCertainty.MostDiffering)
            {
                found.Add(new VerdictLine(line.ArtifactId, line.At, line.Format, Modality.Audio, line.Peaks));
            }
        }

        if (far.Count == 0)
        {
            return Verdict.Unknown(hash);
        }

        var nearest = far.MinBy(f => f.Value);
        var next = far.Where(f => f.Key != nearest.Key).Select(f => (double?)f.Value).Min();
        List<VerdictLine> of = [.. found.Where(l => l.ArtifactId == nearest.Key).OrderBy(l => l.At)];
        return new Verdict(hash, of.Count > 0 ? VerdictKind.Heard : VerdictKind.Unknown, 64, null, of)
        {
            Hearing = new Hearing(nearest.Value, next, far.Count, SoundCertainty.ChanceOfAnother(nearest.Value)),
        };
    }
}
