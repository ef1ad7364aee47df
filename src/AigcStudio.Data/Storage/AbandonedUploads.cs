using AigcStudio.Data.Datasets;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>Files that were sent some days ago and never taken into a version. One that still arrives is younger than that.</summary>
internal sealed class AbandonedUploads(IDbContextFactory<StudioDb> databases, UploadFolder folder, TimeProvider clock) : ICleanSource
{
    public CleanPart Part => CleanPart.Uploads;

    public async Task FindAsync(CleanAsk ask, CleanFinds finds, CancellationToken cancel)
    {
        var cut = clock.GetUtcNow().AddDays(-ask.UploadDays);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = await (
            from file in db.DatasetFiles
            join dataset in db.Datasets on file.DatasetId equals dataset.Id
            where file.VersionId == null && file.CreatedAt <= cut
            select new { file.Id, dataset.Name, DatasetId = dataset.Id }).ToListAsync(cancel);
        foreach (var dataset in waiting.GroupBy(f => (f.DatasetId, f.Name)).OrderBy(g => g.Key.DatasetId))
        {
            List<FileInfo> files = [.. dataset.Select(f => new FileInfo(folder.PathOf(f.Id))).Where(f => !f.Exists || f.LastWriteTimeUtc <= cut.UtcDateTime)];
            if (files.Count > 0)
            {
                List<Guid> ids = [.. files.Select(f => Guid.ParseExact(f.Name, "N"))];
                finds.Doomed.Add(new Doomed(
                    new CleanLine(Part, "upload", dataset.Key.Name, files.Count, files.Sum(f => f.Exists ? f.Length : 0)), [], c => RemoveAsync(ids, c)));
            }
        }
    }

    private async Task<bool> RemoveAsync(List<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var id in ids)
        {
            if (await db.DatasetFiles.Where(f => f.Id == id && f.VersionId == null).ExecuteDeleteAsync(cancel) > 0)
            {
                folder.Delete(id);
            }
        }

        return true;
    }
}
