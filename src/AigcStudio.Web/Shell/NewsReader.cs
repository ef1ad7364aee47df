using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Shell;

/// <summary>What changed for a person while they were away, a line for each kind of thing, what needs them first.</summary>
public sealed class NewsReader(IDbContextFactory<StudioDb> databases)
{
    public async Task<IReadOnlyList<NewsLine>> ReadAsync(Viewer viewer, DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        List<NewsLine?> lines = viewer.CanCreate
            ? [await RunsAsync(db, viewer, since, RunState.Failed, cancel), await RunsAsync(db, viewer, since, RunState.Finished, cancel)]
            : [];
        lines.Add(await JudgedAsync(db, viewer, since, "returned", [ReviewState.Rejected, ReviewState.NeedsWork], cancel));
        lines.Add(await JudgedAsync(db, viewer, since, "approved", [ReviewState.Approved], cancel));
        lines.Add(await RatingsAsync(db, viewer, since, cancel));
        lines.Add(await WorksAsync(db, viewer, since, cancel));
        if (viewer.CanCreate)
        {
            lines.Add(await ModelsAsync(db, viewer, since, cancel));
            lines.Add(await DatasetsAsync(db, viewer, since, cancel));
        }

        return [.. lines.OfType<NewsLine>()];
    }

    private static async Task<NewsLine?> RunsAsync(StudioDb db, Viewer viewer, DateTimeOffset since, RunState state, CancellationToken cancel)
    {
        var runs = db.Runs.VisibleTo(viewer).NotTrashed().Where(r => r.State == state && r.EndedAt > since);
        var latest = await runs.OrderByDescending(r => r.EndedAt).Select(r => new { r.Id, r.Name }).FirstOrDefaultAsync(cancel);
        return latest is null ? null : NewsLine.Of(
            state == RunState.Failed ? "failed" : "finished", await runs.CountAsync(cancel), latest.Name, $"/runs/{latest.Id}", state == RunState.Failed);
    }

    private static async Task<NewsLine?> JudgedAsync(
        StudioDb db, Viewer viewer, DateTimeOffset since, string code, ReviewState[] states, CancellationToken cancel)
    {
        var judged = db.Artifacts.NotTrashed().Where(a => a.OwnerId == viewer.PersonId && states.Contains(a.ReviewState)
            && db.Reviews.Any(r => r.ArtifactId == a.Id && r.At > since && r.PersonId != viewer.PersonId));
        var first = await judged.OrderByDescending(a => a.Id).Select(a => a.Id).FirstOrDefaultAsync(cancel);
        return first == Guid.Empty ? null : NewsLine.Of(code, await judged.CountAsync(cancel), "", $"/gallery/{first}", code == "returned");
    }

    private static async Task<NewsLine?> RatingsAsync(StudioDb db, Viewer viewer, DateTimeOffset since, CancellationToken cancel)
    {
        var stars = db.Ratings.Where(r => r.At > since && r.PersonId != viewer.PersonId
            && db.Artifacts.Any(a => a.Id == r.ArtifactId && a.OwnerId == viewer.PersonId && a.TrashedAt == null));
        return await stars.CountAsync(cancel) is > 0 and var count
            ? NewsLine.Of("ratings", count, (await stars.AverageAsync(r => r.Stars, cancel)).ToString("0.#", CultureInfo.InvariantCulture), "/gallery")
            : null;
    }

    private static async Task<NewsLine?> WorksAsync(StudioDb db, Viewer viewer, DateTimeOffset since, CancellationToken cancel) =>
        await db.Artifacts.VisibleTo(viewer).NotTrashed().CountAsync(a => a.CreatedAt > since, cancel) is > 0 and var count
            ? NewsLine.Of("works", count, "", "/gallery")
            : null;

    private static async Task<NewsLine?> ModelsAsync(StudioDb db, Viewer viewer, DateTimeOffset since, CancellationToken cancel)
    {
        var models = db.Models.VisibleTo(viewer).NotTrashed().Where(m => m.PublishedAt > since && m.OwnerId != viewer.PersonId);
        var latest = await models.OrderByDescending(m => m.Id).Select(m => new { m.Id, m.Name }).FirstOrDefaultAsync(cancel);
        return latest is null ? null : NewsLine.Of("models", await models.CountAsync(cancel), latest.Name, $"/models/{latest.Id}");
    }

    private static async Task<NewsLine?> DatasetsAsync(StudioDb db, Viewer viewer, DateTimeOffset since, CancellationToken cancel)
    {
        var datasets = db.Datasets.VisibleTo(viewer).NotTrashed().Where(d => db.DatasetVersions.Any(v => v.DatasetId == d.Id && v.FrozenAt > since));
        var latest = await datasets.OrderByDescending(d => d.Id).Select(d => new { d.Id, d.Name }).FirstOrDefaultAsync(cancel);
        return latest is null ? null : NewsLine.Of("datasets", await datasets.CountAsync(cancel), latest.Name, $"/datasets/{latest.Id}");
    }
}

/// <param name="Pressing">It waits for the person to do something.</param>
public sealed record NewsLine(Said Words, string Href, bool Pressing)
{
    internal static NewsLine Of(string code, int count, string name, string href, bool pressing = false) =>
        new(Said.Of(count == 1 ? $"home.news.{code}.one" : $"home.news.{code}", count, name), href, pressing);
}
