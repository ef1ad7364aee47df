using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>
/// Makes a frozen version of uploaded files and of the version before it. Until the version is frozen the uploads stay, so
/// a killed import begins anew and doubles nothing: items and freezing are one transaction, and blobs are named by content.
/// </summary>
internal sealed class ImportJob(
    IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, UploadFolder uploads, IMedia media, TimeProvider clock)
    : IJobHandler
{
    private readonly ImportCaps _caps = ImportCaps.Default;

    public JobKind Kind => JobKind.Import;

    public async Task<JobState> HandleAsync(JobLease lease, CancellationToken cancel)
    {
        var work = await LoadAsync(lease.SubjectId, cancel);
        if (!work.IsFrozen)
        {
            await ImportAsync(lease, work, cancel);
        }

        work.Files.ForEach(f => uploads.Delete(f.Id));
        return JobState.Succeeded;
    }

    private async Task ImportAsync(JobLease lease, Work work, CancellationToken cancel)
    {
        var ledger = new ImportLedger();
        ledger.Keep(work.Earlier);
        var folder = folders.NewSpoolFolder();
        try
        {
            await TakeInAsync(lease, work, ledger, folder, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        lease.Progress.Report(new JobProgress("phase.sorting", 0, 0));
        var curation = await Task.Run(() => Curation.Of(ledger.Kept, _caps), cancel);
        var health = HealthCheck.Report(curation, ledger.Refused, ledger.Refusals);
        var writer = new VersionWriter(databases, clock);
        if (curation.Items.Count == 0)
        {
            await writer.ReportAsync(lease.SubjectId, health, cancel);
            throw new ImportException("import.nothing");
        }

        lease.Progress.Report(new JobProgress("phase.freezing", curation.Items.Count, curation.Items.Count));
        await writer.FreezeAsync(lease, curation, health, cancel);
    }

    private async Task TakeInAsync(JobLease lease, Work work, ImportLedger ledger, string folder, CancellationToken cancel)
    {
        lease.Progress.Report(new JobProgress("phase.counting", 0, 0));
        var source = new ImportSource(media, _caps, ledger, folder);
        var present = work.Files.Select(f => new Upload(f.Name, uploads.PathOf(f.Id))).ToList();
        var total = await Task.Run(() => source.Count(present), cancel);
        var intake = new Intake(media, blobs, _caps, ledger, done =>
            lease.Progress.Report(new JobProgress("phase.looking", done, Math.Max(done, total))));
        await intake.RunAsync(source.ReadAsync(present, cancel), cancel);
    }

    private async Task<Work> LoadAsync(Guid versionId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == versionId, cancel);
        var files = await db.DatasetFiles.AsNoTracking().Where(f => f.VersionId == versionId).OrderBy(f => f.Id).ToListAsync(cancel);
        var earlier = await db.DatasetVersions.AsNoTracking()
            .Where(v => v.DatasetId == version.DatasetId && v.Number < version.Number && v.FrozenAt != null)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(cancel);
        return new Work(version.FrozenAt is not null, files, earlier is null ? [] : await LoadItemsAsync(db, earlier, cancel));
    }

    /// <summary>The items of the version before, which come first and keep their side of the split.</summary>
    private async Task<IReadOnlyList<Kept>> LoadItemsAsync(StudioDb db, DatasetVersion earlier, CancellationToken cancel)
    {
        var items = await db.Items.AsNoTracking().Where(i => i.VersionId == earlier.Id).OrderBy(i => i.Index).ToListAsync(cancel);
        return [.. items.Select(i => new Kept(
            long.MinValue + i.Index,
            i.Name,
            i.Label < 0 ? null : earlier.Labels[i.Label],
            ContentHash.Parse(i.BlobHash),
            new FileInfo(blobs.PathOf(ContentHash.Parse(i.BlobHash))).Length,
            i.Width,
            i.Height,
            i.Colour,
            unchecked((ulong)i.PerceptualHash)) { WasHeldOut = i.HeldOut })];
    }

    private sealed record Work(bool IsFrozen, List<DatasetFile> Files, IReadOnlyList<Kept> Earlier);
}
