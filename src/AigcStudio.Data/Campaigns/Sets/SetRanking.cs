using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns.Sets;

/// <summary>Puts what was drawn for a set into its order, once: what people looked at does not jump while they rate.</summary>
public sealed class SetRanking(IDbContextFactory<StudioDb> databases, PieceMeasures measures, TasteReader tastes, TimeProvider clock)
{
    /// <summary>
    /// So long after the last draw ended, what is still not compared with its training items or not measured is ranked as it is: those checks
    /// are kept in memory, and a restart may have cut them short.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Sets that have no order yet, and whether all that they wait for has happened.</summary>
    public async Task<IReadOnlyList<(Guid Id, bool Ready)>> WaitingAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = await db.MatchedSets.AsNoTracking().Where(s => s.RankedAt == null).Include(s => s.Parts).OrderBy(s => s.Id).ToListAsync(cancel);
        var found = new List<(Guid, bool)>();
        foreach (var set in waiting)
        {
            found.Add((set.Id, await IsReadyAsync(db, set, cancel)));
        }

        return found;
    }

    /// <summary>Ranks by the taste of whoever asked for the set. One that is ranked already, or gone, stays as it is.</summary>
    public async Task RankAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.MatchedSets.AsNoTracking().Include(s => s.Parts).SingleOrDefaultAsync(s => s.Id == id && s.RankedAt == null, cancel) is not { } set)
        {
            return;
        }

        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == set.CampaignId, cancel);
        var brand = await db.Brands.Where(b => b.Id == campaign.BrandId).Select(b => b.Book).SingleAsync(cancel);
        var role = await db.People.Where(p => p.Id == set.OwnerId).Select(p => (Role?)p.Role).SingleOrDefaultAsync(cancel);
        var asker = new Viewer(set.OwnerId, role ?? Role.Creator);
        var taste = (await tastes.GetAsync(asker, cancel)).Taste;
        var pieces = new List<SetPiece>();
        foreach (var part in set.Parts)
        {
            pieces.AddRange(await RankedAsync(db, asker, taste, part, brand, [.. campaign.Channels.Select(AdChannels.Find)], cancel));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.MatchedSets.Where(s => s.Id == id && s.RankedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.RankedAt, clock.GetUtcNow()), cancel) == 1)
        {
            db.AddRange(pieces);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private async Task<IReadOnlyList<SetPiece>> RankedAsync(
        StudioDb db, Viewer asker, Taste taste, SetPart part, AdBrand brand, IReadOnlyList<AdChannel> channels, CancellationToken cancel)
    {
        var drawn = await db.Artifacts.AsNoTracking().VisibleTo(asker).NotTrashed()
            .Where(a => part.GenerationId != null && a.GenerationId == part.GenerationId && !(a.Closeness < Nearness.CopyRatio))
            .OrderBy(a => a.Index)
            .Select(a => new { a.Id, a.BlobHash, a.Length }).ToListAsync(cancel);
        var checks = await measures.OfAsync(part.Kind, [.. drawn.Select(a => new Candidate(a.Id, ContentHash.Parse(a.BlobHash), a.Length / 1000.0))], brand, channels, cancel);
        var hasTaste = taste.BasisOf(part.Kind) != TasteBasis.Newest;
        var (stars, basis) = hasTaste ? (0, LikingBasis.Taste) : await StarsAsync(db, asker, part, cancel);
        return [.. drawn.Where(a => checks.ContainsKey(a.Id))
            .Select(a => (a.Id, Check: checks[a.Id], Liking: hasTaste ? SetScore.OfTaste(taste.ScoreOf(a.Id)) : stars))
            .OrderByDescending(a => SetScore.OfPiece(a.Liking, a.Check.Share))
            .Select((a, place) => new SetPiece
            {
                SetId = part.SetId,
                ArtifactId = a.Id,
                Kind = part.Kind,
                Place = place,
                Liking = a.Liking,
                Basis = basis,
                Keeping = a.Check.Share,
                Reason = a.Check.Reason,
            })];
    }

    /// <summary>What others thought of what was drawn by the same label, or, where the model draws freely, by the same model.</summary>
    private static async Task<(double Liking, LikingBasis Basis)> StarsAsync(StudioDb db, Viewer asker, SetPart part, CancellationToken cancel)
    {
        var alike = db.Artifacts.VisibleTo(asker).NotTrashed().Where(a => a.Modality == part.Kind && a.RatingCount > 0);
        alike = part.Label is { } label ? alike.Where(a => a.Label == label) : alike.Where(a => a.ModelId == part.ModelId);
        return await alike.AverageAsync(a => (double?)a.Stars, cancel) is { } stars ? (SetScore.OfStars(stars), LikingBasis.Label) : (SetScore.Unknown, LikingBasis.Nothing);
    }

    private async Task<bool> IsReadyAsync(StudioDb db, MatchedSet set, CancellationToken cancel)
    {
        Guid[] draws = [.. set.Parts.Select(p => p.GenerationId).OfType<Guid>()];
        JobState[] endings = [.. JobMove.Endings];
        if (await db.Jobs.AnyAsync(j => draws.Contains(j.SubjectId) && j.Kind == JobKind.Draw && !endings.Contains(j.State), cancel))
        {
            return false;
        }

        var late = clock.GetUtcNow() - Patience;
        return !await db.Generations.AnyAsync(g => draws.Contains(g.Id) && g.EndedAt > late, cancel)
            || !await db.Artifacts.AnyAsync(
                a => draws.Contains(a.GenerationId) && (a.Closeness == null || !db.ArtifactFeatures.Any(f => f.ArtifactId == a.Id && f.Version == FeatureNames.Version)), cancel);
    }
}
