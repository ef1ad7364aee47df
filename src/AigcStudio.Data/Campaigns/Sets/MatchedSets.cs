using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns.Sets;

/// <summary>What people do with the sets of a campaign. Who may change the campaign may change its sets.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class MatchedSets(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>Draws that a campaign remembers; the oldest beyond go, and what they drew stays in the gallery.</summary>
    public const int MostKept = 50;

    /// <summary>Sets that one draw offers.</summary>
    public const int MostOffered = 4;

    /// <summary>Refuses before anything is queued.</summary>
    public async Task MustMayAsync(Viewer viewer, Guid campaignId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Campaigns.AsNoTracking().VisibleTo(viewer).NotTrashed().OneToChangeAsync(campaignId, viewer, cancel);
    }

    public async Task<Guid> AddAsync(Viewer viewer, Guid campaignId, string mood, IReadOnlyList<SetPartPlan> parts, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Campaigns.AsNoTracking().VisibleTo(viewer).NotTrashed().OneToChangeAsync(campaignId, viewer, cancel);
        var now = clock.GetUtcNow();
        var set = new MatchedSet { Id = Guid.CreateVersion7(now), CampaignId = campaignId, OwnerId = viewer.PersonId, Mood = mood, CreatedAt = now };
        set.Parts = [.. parts.Select(p => new SetPart { SetId = set.Id, Kind = p.Kind, ModelId = p.ModelId, Label = p.Label, GenerationId = p.GenerationId, LockedId = p.LockedId })];
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.MatchedSets.Add(set);
        await db.SaveChangesAsync(cancel);
        var kept = db.MatchedSets.Where(s => s.CampaignId == campaignId).OrderByDescending(s => s.Id).Take(MostKept).Select(s => s.Id);
        await db.MatchedSets.Where(s => s.CampaignId == campaignId && !kept.Contains(s.Id)).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return set.Id;
    }

    /// <summary>Locks a candidate, so that the others are drawn again without it, or lets it go; of each kind one can be locked.</summary>
    /// <exception cref="CampaignException"><c>sets.piece.missing</c>: it is no candidate of the set.</exception>
    public async Task LockAsync(Viewer viewer, Guid campaignId, Guid setId, Guid artifactId, bool locked, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Campaigns.AsNoTracking().VisibleTo(viewer).NotTrashed().OneToChangeAsync(campaignId, viewer, cancel);
        var kind = await db.MatchedSets.Where(s => s.Id == setId && s.CampaignId == campaignId).SelectMany(s => s.Pieces)
            .Where(p => p.ArtifactId == artifactId).Select(p => (Core.Datasets.Modality?)p.Kind).SingleOrDefaultAsync(cancel)
            ?? throw new CampaignException("sets.piece.missing");
        var parts = db.Set<SetPart>().Where(p => p.SetId == setId && p.Kind == kind);
        await (locked
            ? parts.ExecuteUpdateAsync(s => s.SetProperty(p => p.LockedId, artifactId), cancel)
            : parts.Where(p => p.LockedId == artifactId).ExecuteUpdateAsync(s => s.SetProperty(p => p.LockedId, (Guid?)null), cancel));
    }
}
