using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>What an import works with.</summary>
/// <param name="Folder">Spool of this import, gone when it ends.</param>
internal sealed record ImportParts(IMedia Media, BlobStore Blobs, ImportCaps Caps, ImportLedger Ledger, string Folder)
{
    /// <summary>Hashes of what was erased for good and is not taken in again.</summary>
    public IReadOnlySet<string> Erased { get; init; } = new HashSet<string>();

    /// <summary>A name in the spool that is not taken.</summary>
    public string NewFile() => Path.Combine(Folder, Guid.CreateVersion7().ToString("N"));
}
