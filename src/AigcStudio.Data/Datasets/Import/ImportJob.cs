using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Erasing;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>
/// Makes a frozen version of uploaded files and of the version before it, which may be edited on the way. Until the version is
/// frozen the uploads stay, so a killed import begins anew and doubles nothing: items and freezing are one transaction, and
/// blobs are named by content.
/// </summary>
internal sealed class ImportJob(
    IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, UploadFolder uploads, IMedia media, ErasedBook erased, TimeProvider clock)
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
        if (VersionEdit.FromJson(lease.Payload) is { } edit)
        {
            new Editing(edit, _caps).Apply(work.Earlier, ledger);
        }
        else
        {
            ledger.Keep(work.Earlier);
        }

        var gone = await erased.ReadAsync(cancel);
        var folder = folders.NewSpoolFolder();
        try
        {
            var parts = new ImportParts(media, blobs, _caps, ledger, folder) { Erased = gone };
            await TakeInAsync(lease, work, parts, cancel);
            await TakeWorksInAsync(lease, work, parts, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        ledger.RefuseErased(gone);
        lease.Progress.Report(new JobProgress("phase.sorting", 0, 0));
        await FreezeAsync(lease, work.How, ledger, cancel);
    }

    private async Task TakeInAsync(JobLease lease, Work work, ImportParts parts, CancellationToken cancel)
    {
        lease.Progress.Report(new JobProgress("phase.counting", 0, 0));
        var present = work.Files.Select(f => new Upload(f.Name, uploads.PathOf(f.Id), f.Reading)).ToList();
        var total = 0L;
        var intake = work.How.Intake(parts, done =>
            lease.Progress.Report(new JobProgress(work.How.Phase, done, total == 0 ? 0 : Math.Max(done, total))));
        total = await Task.Run(() => intake.Count(present), cancel);
        await intake.RunAsync(present, cancel);
    }

    private async Task TakeWorksInAsync(JobLease lease, Work work, ImportParts parts, CancellationToken cancel)
    {
        var asked = WorksOrder.FromJson(lease.Payload);
        if (asked.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Artifacts.AsNoTracking().NotTrashed().Where(a => asked.Contains(a.Id) && a.ReviewState == ReviewState.Approved).ToListAsync(cancel);
        var places = asked.Select((id, place) => (id, place)).ToDictionary(p => p.id, p => p.place);
        List<Artifact> works = [.. found.OrderBy(a => places[a.Id])];
        await new WorkIntake(works, work.Labels, work.How).RunAsync(
            parts, done => lease.Progress.Report(new JobProgress(work.How.Phase, done, Math.Max(done, works.Count))), cancel);
    }

    private async Task FreezeAsync(JobLease lease, IImportKind how, ImportLedger ledger, CancellationToken cancel)
    {
        var curation = await Task.Run(() => Curation.Of(how.Sift(ledger.Kept, ledger), _caps, how.Group), cancel);
        var health = HealthCheck.Report(how, curation, ledger);
        var writer = new VersionWriter(databases, how, clock);
        if (curation.Items.Count == 0)
        {
            await writer.ReportAsync(lease.SubjectId, health, cancel);
            throw new ImportException("import.nothing");
        }

        lease.Progress.Report(new JobProgress("phase.freezing", curation.Items.Count, curation.Items.Count));
        await writer.FreezeAsync(lease, curation, health, cancel);
    }

    private async Task<Work> LoadAsync(Guid versionId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await db.DatasetVersions.AsNoTracking().Include(v => v.Dataset).SingleAsync(v => v.Id == versionId, cancel);
        var files = await db.DatasetFiles.AsNoTracking().Where(f => f.VersionId == versionId).OrderBy(f => f.Id).ToListAsync(cancel);
        var earlier = await db.DatasetVersions.AsNoTracking()
            .Where(v => v.DatasetId == version.DatasetId && v.Number < version.Number && v.FrozenAt != null)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(cancel);
        return new Work(
            version.FrozenAt is not null,
            IImportKind.Of(version.Dataset!.Modality),
            files,
            earlier is null ? [] : await EarlierItems.LoadAsync(db, blobs, earlier, cancel),
            earlier?.Labels ?? []);
    }

    private sealed record Work(bool IsFrozen, IImportKind How, List<DatasetFile> Files, IReadOnlyList<Kept> Earlier, IReadOnlyList<string> Labels);
}
