namespace AigcStudio.Data.Datasets.Import;

/// <summary>Takes uploads in: every usable item and every refusal goes into the ledger.</summary>
internal interface IItemIntake
{
    /// <summary>How many items the uploads may hold, by their tables of contents and headers; 0 where nobody knows.</summary>
    long Count(IReadOnlyList<Upload> uploads);

    Task RunAsync(IReadOnlyList<Upload> uploads, CancellationToken cancel);
}
