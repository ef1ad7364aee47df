using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>Says what an edit would change before it makes a version.</summary>
public sealed class DatasetEditor(IDbContextFactory<StudioDb> databases, BlobStore blobs)
{
    private const int MaxExamples = 10;

    /// <summary>Applies the edit to the newest frozen version, in memory alone.</summary>
    /// <exception cref="Core.Datasets.ImportException"><c>datasets.edit.*</c>.</exception>
    /// <exception cref="RefusedException">The dataset is not theirs to change, or holds nothing yet.</exception>
    public async Task<EditPreview> PreviewAsync(Viewer viewer, Guid datasetId, VersionEdit edit, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = viewer.CanCreate && await db.Datasets.ChangeableBy(viewer).NotTrashed().AnyAsync(d => d.Id == datasetId, cancel)
            ? await db.DatasetVersions.AsNoTracking().Where(v => v.DatasetId == datasetId && v.FrozenAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel)
            : null;
        var items = await EarlierItems.LoadAsync(db, blobs, version ?? throw RefusedException.NotFound(), cancel);
        var editing = new Editing(edit.Checked(), ImportCaps.Default);
        var changed = items.Select(i => (Before: i, After: editing.Apply(i))).Where(c => c.Before != c.After).ToList();
        return new EditPreview(
            changed.Count,
            items.Count,
            [.. changed.Take(MaxExamples).Select(c => new EditExample(
                c.Before.Name, c.Before.Label, c.After.Label, c.Before.Text, c.After.Text, c.Before.Reply, c.After.Reply))]);
    }
}

/// <param name="Changed">Items that would be different.</param>
/// <param name="Items">Of the version.</param>
/// <param name="Examples">The first ten of the changed ones.</param>
public sealed record EditPreview(int Changed, int Items, IReadOnlyList<EditExample> Examples);

/// <summary>An item before and after; texts are null where the dataset holds none.</summary>
public sealed record EditExample(
    string Name, string? LabelBefore, string? LabelAfter, string? TextBefore, string? TextAfter, string? ReplyBefore, string? ReplyAfter);
