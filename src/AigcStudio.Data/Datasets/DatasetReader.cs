using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
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
        return new Page<DatasetCard>(await DatasetCards.DescribeAsync(db, [.. datasets.Take(wanted)], cancel), next);
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
        var imports = await DatasetCards.ImportsOfAsync(db, [.. versions.Where(v => v.FrozenAt == null).Select(v => v.Id)], cancel);
        var waiting = mayChange
            ? await db.DatasetFiles.AsNoTracking()
                .Where(f => f.DatasetId == id && f.VersionId == null)
                .OrderBy(f => f.Id)
                .Select(f => new UploadedFile(f.Id, f.Name, f.Length, f.Received) { Reading = f.Reading })
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

    /// <summary>The hash of one item, for its thumbnail or its sound; an item of another kind is not found.</summary>
    public async Task<string> HashOfAsync(Viewer viewer, Guid datasetId, Guid versionId, int index, Modality kind, CancellationToken cancel)
    {
        RequireCreator(viewer);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (
            from version in VisibleVersion(db, viewer, datasetId, versionId)
            join item in db.Items on version.Id equals item.VersionId
            join dataset in db.Datasets on version.DatasetId equals dataset.Id
            where item.Index == index && dataset.Modality == kind
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
        new(item.Index, item.Name, item.Label < 0 ? null : version.Labels[item.Label], item.Width, item.Height, item.HeldOut, item.BlobHash)
        {
            Text = item.Text,
            Reply = item.Reply,
            Milliseconds = item.Milliseconds,
            Peaks = item.Peaks,
            ArtifactId = item.ArtifactId,
        };

    private static VersionView View(DatasetVersion v, ImportView? import) =>
        new(v.Id, v.Number, v.CreatedAt, v.FrozenAt, v.Count, v.HeldOutCount, v.Bytes, v.Labels, v.TypicalWidth, v.TypicalHeight, v.Colour, v.Health, import)
        {
            TypicalBytes = v.TypicalBytes,
            TypicalReplyBytes = v.TypicalReplyBytes,
            TypicalMilliseconds = v.TypicalMilliseconds,
            GeneratedCount = v.GeneratedCount,
        };
}
