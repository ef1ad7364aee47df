using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Shell;

/// <summary>What a person finds on coming in: what runs, what came of it, which campaigns wait, and how far the first steps are.</summary>
public sealed class HomeReader(IDbContextFactory<StudioDb> databases, CampaignReader campaigns)
{
    private const int MostCampaigns = 5;

    private static readonly RunState[] Live =
        [RunState.Queued, RunState.Preparing, RunState.Running, RunState.Pausing, RunState.Paused, RunState.Cancelling];

    public async Task<HomeView> ReadAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var runs = db.Runs.AsNoTracking().VisibleTo(viewer).NotTrashed();
        return new HomeView(
            viewer.CanCreate ? await Shown(runs.Where(r => Live.Contains(r.State)).OrderByDescending(r => r.Id).Take(6), cancel) : [],
            viewer.CanCreate ? await Shown(runs.Where(r => r.EndedAt != null).OrderByDescending(r => r.EndedAt).Take(4), cancel) : [],
            await db.Artifacts.AsNoTracking().VisibleTo(viewer).NotTrashed()
                .OrderByDescending(a => a.Id)
                .Take(12)
                .Select(a => new HomeArtifact(a.Id, a.Modality, a.Opening, a.Peaks))
                .ToListAsync(cancel),
            await campaigns.OpenAsync(viewer, MostCampaigns, cancel),
            await db.Datasets.VisibleTo(viewer).NotTrashed().AnyAsync(cancel),
            await runs.AnyAsync(cancel),
            await db.Models.VisibleTo(viewer).NotTrashed().AnyAsync(cancel));
    }

    private static Task<List<HomeRun>> Shown(IQueryable<Run> runs, CancellationToken cancel) =>
        runs.Select(r => new HomeRun(r.Id, r.Name, r.State, r.Step, r.Steps, r.Health, r.Worry, r.EndedAt)).ToListAsync(cancel);
}

/// <param name="Recent">Runs that ended last, newest first.</param>
/// <param name="Artifacts">The newest first.</param>
/// <param name="Campaigns">Those that wait for the reader, the next due first.</param>
public sealed record HomeView(
    IReadOnlyList<HomeRun> Running,
    IReadOnlyList<HomeRun> Recent,
    IReadOnlyList<HomeArtifact> Artifacts,
    IReadOnlyList<CampaignCard> Campaigns,
    bool HasDataset,
    bool HasRun,
    bool HasModel)
{
    public bool IsEmpty => Running.Count == 0 && Recent.Count == 0 && Artifacts.Count == 0 && Campaigns.Count == 0;
}

public sealed record HomeRun(Guid Id, string Name, RunState State, int Step, int Steps, Core.Said? Health, int Worry, DateTimeOffset? EndedAt)
{
    public int Percent => Steps == 0 ? 0 : (int)(100L * Step / Steps);
}

/// <summary>What a tile shows of it, by its kind.</summary>
public sealed record HomeArtifact(Guid Id, Core.Datasets.Modality Modality, string? Opening, byte[]? Peaks);
