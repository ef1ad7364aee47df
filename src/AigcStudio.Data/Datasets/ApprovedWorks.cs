using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Datasets;

/// <summary>
/// Which works that reviewers approved the next version of a dataset would take in. Originals are always kept, and the share of what models made is
/// capped: models that learn from their own output alone get worse from one generation to the next (Shumailov et al. 2024, Nature 631, "AI models
/// collapse when trained on recursively generated data"), and a share of real data that stays fixed is what prevents it (Alemohammad et al. 2023,
/// arXiv:2307.01850).
/// </summary>
public sealed class ApprovedWorks(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Of a version's items; what is taken where nobody says otherwise.</summary>
    public const int DefaultPercent = 20;

    public const int LeastPercent = 1;

    /// <summary>Half: beyond it the originals are the smaller part of what is learned.</summary>
    public const int MostPercent = 50;

    /// <summary>Counts, in the order in which they would be taken, what was approved of the works of models that learned from this dataset.</summary>
    /// <param name="percent">The cap, <see cref="LeastPercent"/> to <see cref="MostPercent"/>.</param>
    /// <exception cref="ImportException"><c>datasets.works.percent</c>, <c>datasets.works.pairs</c>, or <c>datasets.edit.nothing</c> before the first version.</exception>
    /// <exception cref="RefusedException">The dataset is not theirs to change.</exception>
    public async Task<WorksPlan> PlanAsync(Viewer viewer, Guid datasetId, int percent, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var dataset = await db.Datasets.AsNoTracking().ToChangeAsync(viewer, datasetId, cancel);
        var newest = await db.DatasetVersions.AsNoTracking()
            .Where(v => v.DatasetId == datasetId && v.FrozenAt != null)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(cancel) ?? throw new ImportException("datasets.edit.nothing");
        return await ChooseAsync(db, viewer, dataset, newest, percent, cancel);
    }

    internal static async Task<WorksPlan> ChooseAsync(
        StudioDb db, Viewer viewer, Dataset dataset, DatasetVersion newest, int percent, CancellationToken cancel)
    {
        if (percent is < LeastPercent or > MostPercent)
        {
            throw new ImportException("datasets.works.percent", LeastPercent, MostPercent);
        }

        if (newest.TypicalReplyBytes > 0)
        {
            throw new ImportException("datasets.works.pairs");
        }

        var approved = Approved(db, viewer, dataset);
        var waiting = approved.Where(a => !db.Items.Any(i => i.VersionId == newest.Id && (i.ArtifactId == a.Id || i.BlobHash == a.BlobHash)));
        var originals = newest.Count - newest.GeneratedCount;
        var most = Most(originals, percent);
        var ids = await waiting
            .OrderByDescending(a => a.Stars).ThenByDescending(a => a.RatingCount).ThenBy(a => a.Id)
            .Select(a => a.Id)
            .Take(Math.Max(0, most - newest.GeneratedCount))
            .ToListAsync(cancel);
        return new WorksPlan(
            await approved.CountAsync(cancel), await waiting.CountAsync(cancel), originals, newest.GeneratedCount, percent, newest.Number + 1, ids);
    }

    /// <summary>Of so many originals: the most generated items beside them that are no more than a share of both.</summary>
    private static int Most(int originals, int percent) => (int)((long)originals * percent / (100 - percent));

    // What is private stays with whoever owns it: an administrator who sees it does not put it before everybody who sees the dataset.
    private static IQueryable<Artifact> Approved(StudioDb db, Viewer viewer, Dataset dataset) =>
        db.Artifacts.AsNoTracking().VisibleTo(viewer).NotTrashed().Where(a =>
            a.ReviewState == ReviewState.Approved
            && a.Modality == dataset.Modality
            && (a.Visibility == Visibility.Shared || a.OwnerId == viewer.PersonId)
            && (a.Closeness == null || a.Closeness >= Nearness.CopyRatio)
            && db.Runs.Any(r => r.Id == a.RunId && db.DatasetVersions.Any(v => v.Id == r.DatasetVersionId && v.DatasetId == dataset.Id)));
}

/// <summary>What the next version would take in.</summary>
/// <param name="Approved">Works that may be taken, those that the newest version holds already among them.</param>
/// <param name="Waiting">Of them, those that it does not hold yet.</param>
/// <param name="Originals">Items of the newest version that no model made.</param>
/// <param name="Generated">Items of the newest version that models made.</param>
/// <param name="Percent">The cap.</param>
/// <param name="Number">Of the next version.</param>
/// <param name="Ids">The artifacts that would be taken, best rated first.</param>
public sealed record WorksPlan(int Approved, int Waiting, int Originals, int Generated, int Percent, int Number, IReadOnlyList<Guid> Ids)
{
    public int Taken => Ids.Count;

    /// <summary>Approved works that the cap leaves out.</summary>
    public int LeftOut => Waiting - Taken;

    /// <summary>Items of the next version; fewer where some turn out to be the same.</summary>
    public int Next => Originals + Generated + Taken;

    /// <summary>Generated items among those of the next version, 0 to 1.</summary>
    public double NextShare => Next == 0 ? 0 : (double)(Generated + Taken) / Next;
}
