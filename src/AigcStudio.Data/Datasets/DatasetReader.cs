using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>What people see of datasets. Other people's private ones and missing ones answer alike.</summary>
public sealed class DatasetReader(IDbContextFactory<StudioDb> databases)
{
    public const int MostPerPage = 200;

    /// <summary>Newest first.</summary>
    /// <param name="trashed">True for the trash instead.</param>
    public async Task<Page<DatasetCard>> ListAsync(Viewer viewer, bool trashed, Guid? after, int take, CancellationToken cancel)
    {
        RequireCreator(viewer);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var visible = trashed
            ? db.Datasets.ChangeableBy(viewer).Where(d => d.TrashedAt != null)
            : db.Datasets.VisibleTo(viewer).NotTrashed();
        var wanted = Math.Clamp(take, 1, MostPerPage);
        var datasets = await visible.AsNoTracking()
            .Where(d => after == null || d.Id.CompareTo(after.Value) < 0)
            .OrderByDescending(d => d.Id)
            .Take(wanted + 1)
            .ToListAsync(cancel);
        var next = datasets.Count > wanted ? datasets[wanted - 1].Id.ToString() : null;
        return new Page<DatasetCard>(await DescribeAsync(db, [.. datasets.Take(wanted)], cancel), next);
    }

    /// <exception cref="RefusedException">It does not exist for this person.</exception>
    public async Task<DatasetDetail> GetAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        RequireCreator(viewer);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var dataset = await db.Datasets.AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(d => d.Id == id, cancel)
            ?? throw RefusedException.NotFound();
        var mayChange = viewer.IsAdmin || dataset.OwnerId == viewer.PersonId;
        var versions = await db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == id).OrderByDescending(v => v.Number).ToListAsync(cancel);
        var imports = await ImportsOfAsync(db, [.. versions.Where(v => v.FrozenAt == null).Select(v => v.Id)], cancel);
        var waiting = mayChange
            ? await db.DatasetFiles.AsNoTracking()
                .Where(f => f.DatasetId == id && f.VersionId == null)
                .OrderBy(f => f.Id)
                .Select(f => new UploadedFile(f.Id, f.Name, f.Length, f.Received))
                .ToListAsync(cancel)
            : [];
        return new DatasetDetail(
            dataset.Id,
            dataset.Name,
            dataset.Modality,
            dataset.OwnerId,
            dataset.Visibility,
            dataset.RightsStatement,
            dataset.RightsConfirmedAt,
            dataset.CreatedAt,
            dataset.TrashedAt,
            mayChange && viewer.CanCreate,
            [.. versions.Select(v => View(v, imports.GetValueOrDefault(v.Id)))],
            waiting);
    }

    /// <summary>Items of a version in the order of their index.</summary>
    /// <param name="label">Number of a label, -1 for items without one, null for all.</param>
    public async Task<Page<ItemView>> ItemsAsync(
        Viewer viewer, Guid datasetId, Guid versionId, int? label, int after, int take, CancellationToken cancel)
    {
        RequireCreator(viewer);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await VisibleVersion(db, viewer, datasetId, versionId).SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
        var wanted = Math.Clamp(take, 1, MostPerPage);
        var items = await db.Items.AsNoTracking()
            .Where(i => i.VersionId == versionId && i.Index > after && (label == null || i.Label == label))
            .OrderBy(i => i.Index)
            .Take(wanted + 1)
            .ToListAsync(cancel);
        var next = items.Count > wanted
            ? items[wanted - 1].Index.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;
        return new Page<ItemView>([.. items.Take(wanted).Select(i => View(i, version))], next);
    }

    /// <summary>Items of a version from the <paramref name="skip"/>-th on: for a virtualised grid, which jumps.</summary>
    public async Task<(IReadOnlyList<ItemView> Items, int Total)> SliceAsync(
        Viewer viewer, Guid datasetId, Guid versionId, int? label, int skip, int take, CancellationToken cancel)
    {
        RequireCreator(viewer);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await VisibleVersion(db, viewer, datasetId, versionId).SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
        var wanted = db.Items.AsNoTracking().Where(i => i.VersionId == versionId && (label == null || i.Label == label));
        var items = label is null
            ? wanted.Where(i => i.Index >= skip).OrderBy(i => i.Index)
            : wanted.OrderBy(i => i.Index).Skip(skip);
        return ([.. (await items.Take(take).ToListAsync(cancel)).Select(i => View(i, version))], await wanted.CountAsync(cancel));
    }

    /// <summary>The hash of one item, for its thumbnail.</summary>
    public async Task<string> HashOfAsync(Viewer viewer, Guid datasetId, Guid versionId, int index, CancellationToken cancel)
    {
        RequireCreator(viewer);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (
            from version in VisibleVersion(db, viewer, datasetId, versionId)
            join item in db.Items on version.Id equals item.VersionId
            where item.Index == index
            select item.BlobHash).SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
    }

    /// <summary>The runs that use a dataset, which keep it out of the trash.</summary>
    public async Task<IReadOnlyList<DatasetUse>> UsesAsync(Viewer viewer, Guid datasetId, CancellationToken cancel)
    {
        RequireCreator(viewer);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Datasets.VisibleTo(viewer).AnyAsync(d => d.Id == datasetId, cancel)
            ? await DatasetTable.UsesOf(db, datasetId).ToListAsync(cancel)
            : throw RefusedException.NotFound();
    }

    private static void RequireCreator(Viewer viewer)
    {
        if (!viewer.CanCreate)
        {
            throw RefusedException.NotFound();
        }
    }

    private static IQueryable<DatasetVersion> VisibleVersion(StudioDb db, Viewer viewer, Guid datasetId, Guid versionId) =>
        from dataset in db.Datasets.AsNoTracking().VisibleTo(viewer)
        join version in db.DatasetVersions.AsNoTracking() on dataset.Id equals version.DatasetId
        where dataset.Id == datasetId && version.Id == versionId
        select version;

    private static ItemView View(Item item, DatasetVersion version) =>
        new(item.Index, item.Name, item.Label < 0 ? null : version.Labels[item.Label], item.Width, item.Height, item.HeldOut, item.BlobHash);

    private static VersionView View(DatasetVersion v, ImportView? import) =>
        new(v.Id, v.Number, v.CreatedAt, v.FrozenAt, v.Count, v.HeldOutCount, v.Bytes, v.Labels, v.TypicalWidth, v.TypicalHeight, v.Colour, v.Health, import);

    private static async Task<List<DatasetCard>> DescribeAsync(StudioDb db, List<Dataset> datasets, CancellationToken cancel)
    {
        var ids = datasets.ConvertAll(d => d.Id);
        var versions = (await db.DatasetVersions.AsNoTracking()
            .Where(v => ids.Contains(v.DatasetId))
            .Select(v => new { v.DatasetId, v.Id, v.Number, v.Count, v.Labels, v.Bytes, v.FrozenAt })
            .ToListAsync(cancel)).ToLookup(v => v.DatasetId);
        var waiting = await db.DatasetFiles
            .Where(f => ids.Contains(f.DatasetId) && f.VersionId == null)
            .GroupBy(f => f.DatasetId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var imports = await ImportsOfAsync(db, [.. versions.SelectMany(g => g).Where(v => v.FrozenAt == null).Select(v => v.Id)], cancel);
        return datasets.ConvertAll(d =>
        {
            var latest = versions[d.Id].Where(v => v.FrozenAt != null).MaxBy(v => v.Number);
            var open = versions[d.Id].FirstOrDefault(v => v.FrozenAt == null);
            return new DatasetCard(
                d.Id,
                d.Name,
                d.Modality,
                d.OwnerId,
                d.Visibility,
                d.CreatedAt,
                d.TrashedAt,
                latest is null ? null : new VersionCard(latest.Id, latest.Number, latest.Count, latest.Labels.Count, latest.Bytes, latest.FrozenAt),
                waiting.GetValueOrDefault(d.Id),
                open is null ? null : imports.GetValueOrDefault(open.Id));
        });
    }

    /// <summary>The newest job of each version that is not frozen.</summary>
    private static async Task<Dictionary<Guid, ImportView>> ImportsOfAsync(StudioDb db, List<Guid> versionIds, CancellationToken cancel)
    {
        var jobs = versionIds.Count == 0
            ? []
            : await db.Jobs.AsNoTracking().Where(j => versionIds.Contains(j.SubjectId)).ToListAsync(cancel);
        return jobs.GroupBy(j => j.SubjectId).ToDictionary(g => g.Key, g => View(g.MaxBy(j => j.Id)!));
    }

    private static ImportView View(Job j) => new(j.Id, j.SubjectId, j.State, j.Phase, j.Done, j.Total, j.Failure, j.StartedAt);
}
