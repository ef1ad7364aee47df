using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Datasets.Import.Pictures;

/// <summary>Pictures are stored as they came, once they decoded to the end.</summary>
internal sealed class PictureLook : ILook
{
    public int Batch => 64;

    public async Task<IReadOnlyList<Seen>> LookAsync(IReadOnlyList<Candidate> batch, ImportParts parts, CancellationToken cancel)
    {
        var findings = await parts.Media.InspectPicturesAsync([.. batch.Select(c => c.Path)], parts.Caps.Pictures, cancel);
        return [.. batch.Zip(findings, (c, f) => new Seen(f.Refusal, c.Path, blob => Keep(c, f, blob)))];
    }

    private static Kept Keep(Candidate candidate, PictureFinding finding, StoredBlob blob) =>
        new(candidate.Sequence, candidate.Name, candidate.Label, blob.Hash, blob.Length, finding.PerceptualHash)
        {
            Width = finding.Width,
            Height = finding.Height,
            Colour = finding.Colour,
        };
}
