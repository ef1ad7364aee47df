using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <param name="Alpha"><see cref="Krippendorff.Alpha"/>; null where nothing can be said.</param>
/// <param name="Raters">People who gave a value to an item of which another gave one too.</param>
/// <param name="Items">Items with at least two values.</param>
/// <param name="Values">Values of these items.</param>
public sealed record AgreementFigure(double? Alpha, int Raters, int Items, int Values);

/// <summary>An item on which people differ.</summary>
/// <param name="Stars">What people gave, fewest first; null while the viewer has not rated it themselves.</param>
/// <param name="Judgements">What people judged; null while the viewer has not rated it themselves.</param>
public sealed record DisputedItem(BlindTile Tile, IReadOnlyList<int>? Stars, IReadOnlyList<ReviewState>? Judgements);

/// <param name="Stars">Ordinal alpha over the stars.</param>
/// <param name="Judgements">Nominal alpha over each person's newest judgement.</param>
/// <param name="Disputed">Those on which people differ most first.</param>
public sealed record AgreementView(AgreementFigure Stars, AgreementFigure Judgements, IReadOnlyList<DisputedItem> Disputed);

/// <summary>How far people agree on what the viewer may see.</summary>
public sealed class AgreementReader(IDbContextFactory<StudioDb> databases, ReviewQueue queue)
{
    private const int MostDisputed = 60;

    // Newest first: an alpha over more values than these says the same.
    private const int MostValues = 100_000;

    public async Task<AgreementView> ReadAsync(Viewer viewer, ReviewFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifacts = filter.Over(db, viewer);
        var stars = await db.Ratings.Join(artifacts, r => r.ArtifactId, a => a.Id, (r, _) => r)
            .OrderByDescending(r => r.ArtifactId).Take(MostValues)
            .Select(r => new Value(r.ArtifactId, r.PersonId, r.Stars)).ToListAsync(cancel);
        var spoken = await db.Reviews.Join(artifacts, r => r.ArtifactId, a => a.Id, (r, _) => r)
            .OrderByDescending(r => r.Id).Take(MostValues)
            .Select(r => new Value(r.ArtifactId, r.PersonId, (int)r.State)).ToListAsync(cancel);
        List<Value> judged = [.. spoken.DistinctBy(v => (v.ArtifactId, v.PersonId)).Where(v => v.Given != (int)ReviewState.Open)];
        return new AgreementView(
            Figure(stars, AgreementScale.Ordinal),
            Figure(judged, AgreementScale.Nominal),
            await DisputedAsync(viewer, stars.ToLookup(v => v.ArtifactId, v => v.Given), judged.ToLookup(v => v.ArtifactId, v => v.Given), cancel));
    }

    private static AgreementFigure Figure(List<Value> values, AgreementScale scale)
    {
        List<IGrouping<Guid, Value>> units = [.. values.GroupBy(v => v.ArtifactId).Where(g => g.Count() > 1)];
        return new AgreementFigure(
            Krippendorff.Alpha(units.Select(IReadOnlyList<int> (u) => [.. u.Select(v => v.Given)]), scale),
            units.SelectMany(u => u.Select(v => v.PersonId)).Distinct().Count(),
            units.Count,
            units.Sum(u => u.Count()));
    }

    // One approves what another rejects: as far apart as stars can be.
    private async Task<IReadOnlyList<DisputedItem>> DisputedAsync(Viewer viewer, ILookup<Guid, int> stars, ILookup<Guid, int> judged, CancellationToken cancel)
    {
        Guid[] ids = [.. stars.Select(s => s.Key).Union(judged.Select(j => j.Key))
            .Select(id => (Id: id, Far: Krippendorff.Spread([.. stars[id]]) + (4 * Krippendorff.Spread([.. judged[id].Select(j => j == (int)ReviewState.Approved ? 1 : 0)]))))
            .Where(i => i.Far > 0)
            .OrderByDescending(i => i.Far).ThenByDescending(i => i.Id)
            .Take(MostDisputed).Select(i => i.Id)];
        var done = await queue.DoneAsync(viewer, ids, cancel);
        var tiles = await queue.TilesAsync(viewer, ids, cancel);
        return [.. tiles.Select(t => done.Contains(t.Id)
            ? new DisputedItem(t, [.. stars[t.Id].Order()], [.. judged[t.Id].Order().Select(j => (ReviewState)j)])
            : new DisputedItem(t, null, null))];
    }

    private sealed record Value(Guid ArtifactId, Guid PersonId, int Given);
}
