using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AigcStudio.Data.Datasets;

/// <summary>
/// Gives up, at start, the bytes of uploads that no row waits for: a kill may have come between freezing a version and
/// deleting its files, or between deleting a row and its file. A row is always made before its file.
/// </summary>
internal sealed class UploadSweep(IDbContextFactory<StudioDb> databases, UploadFolder folder) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var there = folder.All().ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var wanted = await db.DatasetFiles
            .Where(f => !db.DatasetVersions.Any(v => v.Id == f.VersionId && v.FrozenAt != null))
            .Select(f => f.Id)
            .ToHashSetAsync(cancellationToken);
        there.Where(id => !wanted.Contains(id)).ToList().ForEach(folder.Delete);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
