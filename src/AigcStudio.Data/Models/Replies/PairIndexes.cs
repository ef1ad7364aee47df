using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models.Replies;

/// <summary>The <see cref="PairIndex"/> of a model's dataset version, made when first asked for and kept for the next questions.</summary>
public sealed class PairIndexes(IDbContextFactory<StudioDb> databases) : IDisposable
{
    /// <summary>Versions kept at once: an index of 50,000 pairs takes some 100 MB.</summary>
    private const int Most = 4;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LinkedList<(Guid VersionId, int Items, PairIndex Index)> _kept = new();

    /// <summary>Null where the viewer may not see the dataset: whoever may draw from a model may not therefore read what it learned from.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: there is no such model for the viewer.</exception>
    public async Task<PairIndex?> OfModelAsync(Viewer viewer, Guid modelId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var runId = await db.Models.VisibleTo(viewer).Where(m => m.Id == modelId).Select(m => (Guid?)m.RunId).SingleOrDefaultAsync(cancel)
            ?? throw RefusedException.NotFound();
        var version = await (
            from run in db.Runs
            join v in db.DatasetVersions on run.DatasetVersionId equals v.Id
            join dataset in db.Datasets.VisibleTo(viewer) on v.DatasetId equals dataset.Id
            where run.Id == runId
            select new { v.Id, v.Labels }).SingleOrDefaultAsync(cancel);
        return version is null ? null : await GetAsync(db, version.Id, version.Labels, cancel);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<PairIndex> GetAsync(StudioDb db, Guid versionId, IReadOnlyList<string> labels, CancellationToken cancel)
    {
        // Erased items are gone from the version: the number of those left tells whether what is kept still stands for it.
        var items = await db.Items.CountAsync(i => i.VersionId == versionId && i.Reply != null, cancel);
        await _turn.WaitAsync(cancel);
        try
        {
            var kept = _kept.FirstOrDefault(k => k.VersionId == versionId);
            if (kept.Index is null || kept.Items != items)
            {
                _kept.Remove(kept);
                kept = (versionId, items, await MakeAsync(db, versionId, labels, cancel));
            }
            else
            {
                _kept.Remove(kept);
            }

            _kept.AddFirst(kept);
            while (_kept.Count > Most)
            {
                _kept.RemoveLast();
            }

            return kept.Index;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<PairIndex> MakeAsync(StudioDb db, Guid versionId, IReadOnlyList<string> labels, CancellationToken cancel)
    {
        var rows = await db.Items.AsNoTracking()
            .Where(i => i.VersionId == versionId && i.Text != null && i.Reply != null)
            .OrderBy(i => i.Index)
            .Select(i => new { Question = i.Text!, Reply = i.Reply!, i.Label })
            .ToListAsync(cancel);
        return await Task.Run(
            () => new PairIndex([.. rows.Select(r => new HumanPair(r.Question, r.Reply, r.Label >= 0 && r.Label < labels.Count ? labels[r.Label] : null))]),
            cancel);
    }
}
