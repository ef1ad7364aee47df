using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>Packs and rulers of dataset versions that nobody works with at this moment.</summary>
internal sealed class PackFiles(IDbContextFactory<StudioDb> databases, StudioFolders folders) : ICleanSource
{
    public CleanPart Part => CleanPart.Packs;

    public async Task FindAsync(CleanAsk ask, CleanFinds finds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var busy = await BusyAsync(db, cancel);
        var names = await db.DatasetVersions.Select(v => new { v.Id, v.Dataset!.Name, v.Number }).ToDictionaryAsync(v => v.Id, v => $"{v.Name} · {v.Number}", cancel);
        var files = new[] { folders.Packs, folders.Rulers }.SelectMany(f => new DirectoryInfo(f).EnumerateFiles());
        foreach (var version in files.GroupBy(VersionOf).OrderBy(g => g.Key))
        {
            var name = names.GetValueOrDefault(version.Key, "");
            if (busy.Contains(version.Key))
            {
                finds.Stays.Add(new CleanRefusal(Part, "pack", name, Said.Of("storage.stays.busy")));
                continue;
            }

            List<string> paths = [.. version.Select(f => f.FullName)];
            finds.Doomed.Add(new Doomed(
                new CleanLine(Part, "pack", name, paths.Count, version.Sum(f => f.Length)), [], c => RemoveAsync(version.Key, paths, c)));
        }
    }

    private static Guid VersionOf(FileInfo file) => Guid.TryParseExact(file.Name.Split('-')[0], "N", out var id) ? id : Guid.Empty;

    private static async Task<HashSet<Guid>> BusyAsync(StudioDb db, CancellationToken cancel)
    {
        var open = db.Jobs.Where(j => !JobMove.Endings.Contains(j.State));
        var trained = await db.Runs.Where(r => !RunFollower.Over.Contains(r.State)).Select(r => r.DatasetVersionId).ToListAsync(cancel);
        var drawn = await (
            from job in open
            join generation in db.Generations on job.SubjectId equals generation.Id
            join run in db.Runs on generation.RunId equals run.Id
            select run.DatasetVersionId).ToListAsync(cancel);
        var measured = await (
            from job in open.Where(j => j.Kind == JobKind.Evaluate)
            join evaluation in db.Evaluations on job.SubjectId equals evaluation.Id
            join model in db.Models on evaluation.ModelId equals model.Id
            join run in db.Runs on model.RunId equals run.Id
            select run.DatasetVersionId).ToListAsync(cancel);
        return [.. trained, .. drawn, .. measured];
    }

    private async Task<bool> RemoveAsync(Guid versionId, List<string> paths, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if ((await BusyAsync(db, cancel)).Contains(versionId))
        {
            return false;
        }

        paths.ForEach(File.Delete);
        return true;
    }
}

/// <summary>Small pictures and playable sounds; whoever looks makes them again.</summary>
internal sealed class ThumbnailFiles(StudioFolders folders) : ICleanSource
{
    public CleanPart Part => CleanPart.Thumbnails;

    public Task FindAsync(CleanAsk ask, CleanFinds finds, CancellationToken cancel)
    {
        var files = new DirectoryInfo(folders.Thumbnails).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        if (files.Count > 0)
        {
            finds.Doomed.Add(new Doomed(new CleanLine(Part, "thumbnails", "", files.Count, files.Sum(f => f.Length)), [], _ =>
            {
                files.ForEach(f => f.Delete());
                return Task.FromResult(true);
            }));
        }

        return Task.CompletedTask;
    }
}
