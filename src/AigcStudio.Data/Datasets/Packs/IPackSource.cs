using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Datasets.Packs;

/// <summary>Turns the items of a version into examples of one form.</summary>
internal interface IPackSource
{
    /// <summary>The examples one after another, as files whose lengths are multiples of <see cref="ExampleForm.ExampleBytes"/>.</summary>
    /// <param name="folder">Where the files go; the caller deletes it.</param>
    /// <exception cref="ImportException"><c>packs.unreadable</c> where a stored item no longer decodes.</exception>
    Task<IReadOnlyList<string>> WriteAsync(
        IReadOnlyList<PackItem> items, string folder, IProgress<JobProgress>? progress, CancellationToken cancel);
}

internal sealed record PackItem(string Name, string BlobHash, int Label, bool HeldOut, string? Text, string? Reply);
