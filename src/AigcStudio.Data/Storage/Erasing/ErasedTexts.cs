using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Datasets.Import.Texts;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>Finds erased texts in a file of texts that waits: it is cut as an import would cut it.</summary>
internal static class ErasedTexts
{
    /// <param name="folder">For what is unpacked.</param>
    public static async Task<bool> HoldAsync(Upload upload, IReadOnlyCollection<string> erased, string folder, CancellationToken cancel)
    {
        var ledger = new ImportLedger();
        var intake = new TextIntake(ImportCaps.Default, ledger, () => Path.Combine(folder, Guid.CreateVersion7().ToString("N")), _ => { });
        try
        {
            await intake.RunAsync([upload], cancel);
        }
        catch (ImportException)
        {
            // What came before the end of the import's patience was read.
        }

        return ledger.Kept.Any(k => erased.Contains(k.Hash.Hex));
    }
}
