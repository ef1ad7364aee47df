using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Datasets.Import.Sounds;

/// <summary>Of sounds the normalised WAV is stored that the Media process wrote; what came is given up.</summary>
internal sealed class SoundTaking : ILook
{
    public int Batch => 8;

    public async Task<IReadOnlyList<Seen>> LookAsync(IReadOnlyList<Candidate> batch, ImportParts parts, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(parts.NewFile()).FullName;
        var findings = await parts.Media.TakeInSoundsAsync([.. batch.Select(c => c.Path)], parts.Caps.Sounds, folder, cancel);
        return [.. batch.Select((c, i) => new Seen(findings[i].Refusal, Path.Combine(folder, $"{i:000000}.wav"), blob => Keep(c, findings[i], blob)))];
    }

    private static Kept Keep(Candidate candidate, SoundFinding finding, StoredBlob blob) =>
        new(candidate.Sequence, candidate.Name, candidate.Label, blob.Hash, blob.Length, finding.Fingerprint)
        {
            Milliseconds = finding.Look.Milliseconds,
            Peaks = finding.Look.Peaks,
        };
}
