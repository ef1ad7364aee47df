using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import.Texts;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>Takes approved works in as uploads are taken in, so that copies, likeness and hashes are told the same way; only label and descent come from elsewhere.</summary>
/// <param name="labels">Of the version before: a label that was renamed since is not brought back.</param>
internal sealed class WorkIntake(IReadOnlyList<Artifact> works, IReadOnlyList<string> labels, IImportKind how)
{
    public async Task RunAsync(ImportParts parts, Action<long> progressed, CancellationToken cancel)
    {
        var byName = works.ToDictionary(NameOf, StringComparer.Ordinal);
        var present = byName.Where(w => parts.Blobs.Has(ContentHash.Parse(w.Value.BlobHash)))
            .Select(w => new Upload(w.Key, parts.Blobs.PathOf(ContentHash.Parse(w.Value.BlobHash)), w.Value.Modality == Modality.Text ? TextIntake.Whole.ToJson() : null))
            .ToList();
        await how.Intake(parts, progressed).RunAsync(present, cancel);
        parts.Ledger.Tell(kept => kept.ArtifactId is null && byName.TryGetValue(kept.Name, out var work)
            ? kept with { ArtifactId = work.Id, DrawnByRunId = work.RunId, Label = LabelOf(work) }
            : kept);
    }

    private static string NameOf(Artifact work) => $"{work.Id:N}" + work.Modality switch
    {
        Modality.Text => ".txt",
        Modality.Audio => ".wav",
        _ => ".png",
    };

    private string? LabelOf(Artifact work) => labels.FirstOrDefault(l => string.Equals(l, work.Label, StringComparison.OrdinalIgnoreCase));
}
