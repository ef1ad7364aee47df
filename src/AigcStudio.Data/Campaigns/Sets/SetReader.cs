using System.Collections.Immutable;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns.Sets;

/// <summary>
/// Reads of sets. What the viewer may not see, what lies in the trash and what turned out to be near to a training item is not among them:
/// the next best stands in its place.
/// </summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
public sealed class SetReader(IDbContextFactory<StudioDb> databases, GalleryReader gallery, ArtifactTexts texts)
{
    /// <summary>In which a set has its kinds.</summary>
    public static ImmutableArray<Modality> Kinds { get; } = [Modality.Image, Modality.Text, Modality.Audio];

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<SetCard>> ListAsync(Viewer viewer, Guid campaignId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await MustSeeAsync(db, viewer, campaignId, cancel);
        return await db.MatchedSets.AsNoTracking().Where(s => s.CampaignId == campaignId).OrderByDescending(s => s.Id)
            .Select(s => new SetCard(s.Id, s.Mood, s.CreatedAt, s.RankedAt != null)).ToListAsync(cancel);
    }

    public async Task<SetView> GetAsync(Viewer viewer, Guid campaignId, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await MustSeeAsync(db, viewer, campaignId, cancel);
        var set = await db.MatchedSets.AsNoTracking().Include(s => s.Parts).Include(s => s.Pieces)
            .SingleOrDefaultAsync(s => s.Id == id && s.CampaignId == campaignId, cancel) ?? throw RefusedException.NotFound();
        var pieces = await PiecesAsync(db, viewer, set, cancel);
        var parts = new List<SetPartView>();
        foreach (var part in set.Parts.OrderBy(p => Kinds.IndexOf(p.Kind)))
        {
            parts.Add(await PartAsync(db, viewer, part, pieces[part.Kind].FirstOrDefault(p => p.Locked)?.Tile.Id, cancel));
        }

        return new SetView(
            set.Id, campaignId, set.Mood, set.CreatedAt, set.RankedAt is not null, parts, Offer(viewer, pieces), [.. pieces[Modality.Image].Select(p => p.Tile.Id)]);
    }

    // One kind has fewer than another where some of it are near copies or in the trash: a set is offered while every kind that there is has one more.
    private static IReadOnlyList<OfferedSet> Offer(Viewer viewer, IReadOnlyDictionary<Modality, IReadOnlyList<OfferedPiece>> pieces)
    {
        var there = pieces.Values.Where(p => p.Count > 0).ToList();
        var free = there.Where(p => !p[0].Locked).ToList();
        var count = there.Count == 0 ? 0 : free.Count == 0 ? 1 : Math.Min(MatchedSets.MostOffered, free.Min(p => p.Count));
        return [.. Enumerable.Range(0, count).Select(i => Set(viewer, At(Modality.Image, i), At(Modality.Text, i), At(Modality.Audio, i)))];

        OfferedPiece? At(Modality kind, int place) => pieces[kind] switch
        {
            [] => null,
            [{ Locked: true } locked, ..] => locked,
            var list => list[place],
        };
    }

    private static OfferedSet Set(Viewer viewer, OfferedPiece? picture, OfferedPiece? headline, OfferedPiece? sound)
    {
        var score = SetScore.OfSet(Score(picture), Score(headline), Score(sound));
        return viewer.CanCreate ? new(score, picture, headline, sound) : new(null, Hide(picture), Hide(headline), Hide(sound));

        static double? Score(OfferedPiece? piece) => piece is null ? null : SetScore.OfPiece(piece.Liking ?? SetScore.Unknown, piece.Keeping);
        static OfferedPiece? Hide(OfferedPiece? piece) => piece is null ? null : piece with { Liking = null };
    }

    private static async Task MustSeeAsync(StudioDb db, Viewer viewer, Guid campaignId, CancellationToken cancel)
    {
        if (!await db.Campaigns.VisibleTo(viewer).NotTrashed().AnyAsync(c => c.Id == campaignId, cancel))
        {
            throw RefusedException.NotFound();
        }
    }

    private static async Task<SetPartView> PartAsync(StudioDb db, Viewer viewer, SetPart part, Guid? locked, CancellationToken cancel)
    {
        var job = await db.Jobs.AsNoTracking().Where(j => j.SubjectId == part.GenerationId && j.Kind == JobKind.Draw).OrderByDescending(j => j.Id)
            .Select(j => new { j.State, j.Failure }).FirstOrDefaultAsync(cancel);
        var drawn = db.Artifacts.VisibleTo(viewer).NotTrashed().Where(a => part.GenerationId != null && a.GenerationId == part.GenerationId);
        return new SetPartView(
            part.Kind,
            part.ModelId,
            await db.Models.VisibleTo(viewer).Where(m => m.Id == part.ModelId).Select(m => m.Name).FirstOrDefaultAsync(cancel),
            part.Label,
            part.GenerationId,
            job?.State,
            job?.Failure,
            await drawn.CountAsync(cancel),
            await drawn.CountAsync(a => a.Closeness < Nearness.CopyRatio, cancel),
            locked);
    }

    private async Task<IReadOnlyDictionary<Modality, IReadOnlyList<OfferedPiece>>> PiecesAsync(StudioDb db, Viewer viewer, MatchedSet set, CancellationToken cancel)
    {
        Guid[] ids = [.. set.Pieces.Select(p => p.ArtifactId)];
        var there = await db.Artifacts.VisibleTo(viewer).NotTrashed().Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancel);
        var tiles = (await gallery.TilesAsync(viewer, there, cancel)).Where(t => !t.NearCopy).ToDictionary(t => t.Id);
        var words = await texts.OfAsync(viewer, [.. tiles.Values.Where(t => t.Modality == Modality.Text).Select(t => t.Id)], cancel);
        var locked = set.Parts.Select(p => p.LockedId).OfType<Guid>().ToHashSet();
        var offered = set.Pieces.Where(p => tiles.ContainsKey(p.ArtifactId)).OrderByDescending(p => locked.Contains(p.ArtifactId)).ThenBy(p => p.Place)
            .ToLookup(p => p.Kind, p => new OfferedPiece(
                tiles[p.ArtifactId], words.GetValueOrDefault(p.ArtifactId), locked.Contains(p.ArtifactId), p.Liking, p.Basis, p.Keeping, p.Reason));
        return Kinds.ToDictionary(k => k, IReadOnlyList<OfferedPiece> (k) => [.. offered[k]]);
    }
}
