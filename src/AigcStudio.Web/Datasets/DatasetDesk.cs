using AigcStudio.Core.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Datasets;

/// <summary>What one does with the files and the import of a dataset, from a page.</summary>
public sealed class DatasetDesk(DatasetReader reader, DatasetUploads uploads, VersionFreezer freezer, JobTable jobs)
{
    public Task RemoveAsync(Viewer viewer, Guid dataset, Guid file, CancellationToken cancel) => uploads.RemoveAsync(viewer, dataset, file, cancel);

    public Task FreezeAsync(Viewer viewer, Guid dataset, CancellationToken cancel) => freezer.FreezeAsync(viewer, dataset, cancel);

    public Task ReopenAsync(Viewer viewer, Guid dataset, CancellationToken cancel) => freezer.ReopenAsync(viewer, dataset, cancel);

    /// <summary>Stops the import at the next picture; nothing happens where it has ended.</summary>
    /// <exception cref="RefusedException">The dataset is not theirs to change.</exception>
    public async Task StopAsync(Viewer viewer, Guid dataset, CancellationToken cancel)
    {
        var detail = await reader.GetAsync(viewer, dataset, cancel);
        if (!detail.MayChange)
        {
            throw RefusedException.NotFound();
        }

        if (detail.Versions.FirstOrDefault(v => v.FrozenAt is null)?.Import is { } import)
        {
            await jobs.CancelAsync(import.JobId, cancel);
        }
    }
}
