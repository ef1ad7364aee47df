using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>What people do with datasets as a whole: begin one, name it, say by what right, hide it, put it in the trash.</summary>
public sealed class DatasetTable(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    public const int MaxNameLength = 200;
    public const int MaxRightsLength = 2_000;

    /// <summary>Begins a dataset that files can be sent to.</summary>
    /// <param name="confirmed">True where the person says that the statement is true; freezing asks for it.</param>
    /// <exception cref="ImportException"><c>datasets.badName</c>, <c>datasets.rightsTooLong</c> or <c>datasets.modality</c>.</exception>
    public async Task<Guid> CreateAsync(
        Viewer viewer, string name, Modality modality, string rightsStatement, bool confirmed, CancellationToken cancel)
    {
        if (!viewer.CanCreate)
        {
            throw RefusedException.NotAllowed();
        }

        if (!Enum.IsDefined(modality))
        {
            throw new ImportException("datasets.modality");
        }

        var now = clock.GetUtcNow();
        var dataset = new Dataset
        {
            Id = Guid.CreateVersion7(now),
            Name = CleanName(name),
            Modality = modality,
            OwnerId = viewer.PersonId,
            CreatedAt = now,
        };
        StateRights(dataset, viewer, rightsStatement, confirmed);
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Datasets.Add(dataset);
        await db.SaveChangesAsync(cancel);
        return dataset.Id;
    }

    public Task RenameAsync(Viewer viewer, Guid id, string name, CancellationToken cancel) =>
        ChangeAsync(viewer, id, d => d.Name = CleanName(name), cancel);

    public Task ShowToAsync(Viewer viewer, Guid id, Visibility visibility, CancellationToken cancel) =>
        ChangeAsync(viewer, id, d => d.Visibility = visibility, cancel);

    /// <summary>Says where the material comes from; who confirms it, and when, is remembered.</summary>
    public Task StateRightsAsync(Viewer viewer, Guid id, string statement, bool confirmed, CancellationToken cancel) =>
        ChangeAsync(viewer, id, d => StateRights(d, viewer, statement, confirmed), cancel);

    /// <summary>Puts a dataset in the trash, from where <see cref="RestoreAsync"/> brings it back.</summary>
    /// <exception cref="ImportException"><c>datasets.inUse</c> with the names of the runs that use it.</exception>
    public async Task TrashAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var dataset = await FindAsync(db, viewer, id, cancel);
        var uses = await UsesOf(db, id).ToListAsync(cancel);
        if (uses.Count > 0)
        {
            throw new ImportException("datasets.inUse", uses.Count, string.Join(", ", uses.Take(10).Select(u => u.RunName)));
        }

        dataset.TrashedAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public Task RestoreAsync(Viewer viewer, Guid id, CancellationToken cancel) =>
        ChangeAsync(viewer, id, d => d.TrashedAt = null, cancel);

    internal static IQueryable<DatasetUse> UsesOf(StudioDb db, Guid datasetId) =>
        from run in db.Runs.AsNoTracking().NotTrashed()
        join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
        where version.DatasetId == datasetId
        orderby run.Id
        select new DatasetUse(run.Id, run.Name);

    private static async Task<Dataset> FindAsync(StudioDb db, Viewer viewer, Guid id, CancellationToken cancel) =>
        !viewer.CanCreate
            ? throw RefusedException.NotFound()
            : await db.Datasets.ChangeableBy(viewer).SingleOrDefaultAsync(d => d.Id == id, cancel) ?? throw RefusedException.NotFound();

    private static string CleanName(string name)
    {
        var clean = new string([.. name.Where(c => !char.IsControl(c))]).Trim();
        return clean.Length is 0 or > MaxNameLength ? throw new ImportException("datasets.badName", MaxNameLength) : clean;
    }

    private async Task ChangeAsync(Viewer viewer, Guid id, Action<Dataset> change, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        change(await FindAsync(db, viewer, id, cancel));
        await db.SaveChangesAsync(cancel);
    }

    private void StateRights(Dataset dataset, Viewer viewer, string statement, bool confirmed)
    {
        if (statement.Length > MaxRightsLength)
        {
            throw new ImportException("datasets.rightsTooLong", MaxRightsLength);
        }

        dataset.RightsStatement = statement.Trim();
        (dataset.RightsConfirmedAt, dataset.RightsConfirmedById) = confirmed && dataset.RightsStatement.Length > 0
            ? (clock.GetUtcNow(), viewer.PersonId)
            : ((DateTimeOffset?)null, (Guid?)null);
    }
}
