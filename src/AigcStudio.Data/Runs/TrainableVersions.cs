using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>What a person may train on: of each dataset that they see the newest frozen version.</summary>
public sealed class TrainableVersions(IDbContextFactory<StudioDb> databases)
{
    private const int Most = 200;

    /// <summary>Newest first, at most 200.</summary>
    public async Task<IReadOnlyList<TrainableVersion>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var newest = db.DatasetVersions.AsNoTracking().Where(v =>
            v.FrozenAt != null && v.Count > 0 && !db.DatasetVersions.Any(l => l.DatasetId == v.DatasetId && l.FrozenAt != null && l.Number > v.Number));
        var versions = await Of(db, viewer, newest.OrderByDescending(v => v.Id).Take(Most)).ToListAsync(cancel);
        return [.. versions.OrderByDescending(v => v.VersionId)];
    }

    /// <summary>One version, also an older one, as a clone asks for it; null where the viewer may not see it.</summary>
    public async Task<TrainableVersion?> FindAsync(Viewer viewer, Guid versionId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var one = db.DatasetVersions.AsNoTracking().Where(v => v.Id == versionId && v.FrozenAt != null);
        return await Of(db, viewer, one).SingleOrDefaultAsync(cancel);
    }

    private static IQueryable<TrainableVersion> Of(StudioDb db, Viewer viewer, IQueryable<Datasets.DatasetVersion> versions) =>
        from version in versions
        join dataset in db.Datasets.VisibleTo(viewer).NotTrashed() on version.DatasetId equals dataset.Id
        select new TrainableVersion(version.Id, dataset.Id, dataset.Name, version.Number, dataset.Modality, version.Count, version.Labels, version.TypicalReplyBytes > 0)
        {
            Side = Math.Min(version.TypicalWidth, version.TypicalHeight),
        };
}

/// <param name="Number">1, 2, 3 ... within the dataset.</param>
/// <param name="Labels">Names; empty where there are none.</param>
/// <param name="Pairs">True where its items are questions and their replies.</param>
public sealed record TrainableVersion(
    Guid VersionId, Guid DatasetId, string DatasetName, int Number, Modality Modality, int Count, IReadOnlyList<string> Labels, bool Pairs)
{
    /// <summary>Pictures: the shorter of the typical width and height, px; 0 otherwise.</summary>
    public int Side { get; init; }
}
