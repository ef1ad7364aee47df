using System.Security.Cryptography;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>Duels: chosen where one more vote teaches most, voted blind, named afterwards.</summary>
public sealed class DuelBook(IDbContextFactory<StudioDb> databases, ReviewQueue queue, TimeProvider clock)
{
    /// <summary>Newest artifacts of a contender that are drawn from.</summary>
    private const int Pool = 200;

    /// <summary>Draws before another pair of contenders is tried.</summary>
    private const int Tries = 40;

    /// <summary>A pair that the viewer has not voted on; null where there is none.</summary>
    /// <param name="sameLabel">Both of one label, where they have labels.</param>
    public async Task<DuelPair?> NextAsync(Viewer viewer, ReviewFilter filter, bool sameLabel, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifacts = filter.Over(db, viewer).AsNoTracking();
        var contenders = await Contender.OfAsync(db, viewer, artifacts, cancel);
        foreach (var kind in contenders.OrderByDescending(k => k.Count() > 1).ThenBy(_ => RandomNumberGenerator.GetInt32(1000)))
        {
            foreach (var (one, other) in await PairsAsync(db, viewer, filter with { Modality = kind.Key }, [.. kind], cancel))
            {
                var pool = artifacts.Where(a => a.Modality == kind.Key);
                if (await DrawAsync(db, viewer, pool, one.CheckpointId, other.CheckpointId, sameLabel, cancel) is { } drawn
                    && await queue.TilesAsync(viewer, [drawn.Left, drawn.Right], cancel) is [var left, var right])
                {
                    return new DuelPair(kind.Key, left, right);
                }
            }
        }

        return null;
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>: also where the two are of different kinds or one and the same.</exception>
    /// <exception cref="ReviewException"><c>reviews.duel.already</c>: the viewer has voted on these two.</exception>
    public async Task<DuelOutcome> VoteAsync(Viewer viewer, Guid left, Guid right, DuelVerdict verdict, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var both = db.Artifacts.AsNoTracking().VisibleTo(viewer).NotTrashed().Where(a => a.Id == left || a.Id == right);
        var contenders = await Contender.OfAsync(db, viewer, both, cancel);
        var makers = await both.ToDictionaryAsync(a => a.Id, a => a.CheckpointId, cancel);
        if (makers.Count < 2 || contenders.Count > 1)
        {
            throw RefusedException.NotFound();
        }

        if (await db.Duels.AnyAsync(
            d => d.PersonId == viewer.PersonId && ((d.LeftId == left && d.RightId == right) || (d.LeftId == right && d.RightId == left)), cancel))
        {
            throw new ReviewException("reviews.duel.already");
        }

        var now = clock.GetUtcNow();
        var duel = new Duel
        {
            Id = Guid.CreateVersion7(now),
            LeftId = left,
            RightId = right,
            LeftCheckpointId = makers[left],
            RightCheckpointId = makers[right],
            Modality = contenders.Single().Key,
            Verdict = verdict,
            PersonId = viewer.PersonId,
            At = now,
        };
        db.Duels.Add(duel);
        await db.SaveChangesAsync(cancel);
        var named = contenders.Single().ToDictionary(c => c.CheckpointId);
        return new DuelOutcome(duel.Id, named[makers[left]], named[makers[right]]);
    }

    /// <summary>Takes the viewer's own vote back.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task TakeBackAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Duels.Where(d => d.Id == id && d.PersonId == viewer.PersonId).ExecuteDeleteAsync(cancel) == 0)
        {
            throw RefusedException.NotFound();
        }
    }

    /// <summary>How many duels the viewer has decided.</summary>
    public async Task<int> CountAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Duels.CountAsync(d => d.PersonId == viewer.PersonId, cancel);
    }

    // Most doubtful first; a contender that is alone meets itself.
    private static async Task<IEnumerable<(Contender One, Contender Other)>> PairsAsync(
        StudioDb db, Viewer viewer, ReviewFilter filter, List<Contender> contenders, CancellationToken cancel)
    {
        if (contenders.Count == 1)
        {
            return [(contenders[0], contenders[0])];
        }

        var fit = BradleyTerry.Fit(await Leaderboard.WinsAsync(db, viewer, filter, contenders, cancel));
        return Enumerable.Range(0, contenders.Count)
            .SelectMany(i => Enumerable.Range(i + 1, contenders.Count - i - 1).Select(j => (i, j)))
            .OrderByDescending(p => fit.Doubt(p.i, p.j))
            .Select(p => (contenders[p.i], contenders[p.j]));
    }

    private static async Task<(Guid Left, Guid Right)?> DrawAsync(
        StudioDb db, Viewer viewer, IQueryable<Artifact> pool, Guid one, Guid other, bool sameLabel, CancellationToken cancel)
    {
        var ones = await NewestAsync(pool, one, cancel);
        var others = one == other ? ones : await NewestAsync(pool, other, cancel);
        Guid[] ids = [.. ones.Select(o => o.Id)];
        var met = (await db.Duels
            .Where(d => d.PersonId == viewer.PersonId && d.LeftId != null && d.RightId != null && (ids.Contains(d.LeftId.Value) || ids.Contains(d.RightId.Value)))
            .Select(d => new { Left = d.LeftId!.Value, Right = d.RightId!.Value }).ToListAsync(cancel)).Select(d => (d.Left, d.Right)).ToHashSet();
        for (var i = 0; i < Tries && ones.Count > 0; i++)
        {
            var left = ones[RandomNumberGenerator.GetInt32(ones.Count)];
            List<(Guid Id, string? Label)> fitting =
                [.. others.Where(o => o.Id != left.Id && (!sameLabel || o.Label == left.Label) && !met.Contains((left.Id, o.Id)) && !met.Contains((o.Id, left.Id)))];
            if (fitting.Count > 0)
            {
                var right = fitting[RandomNumberGenerator.GetInt32(fitting.Count)];
                return RandomNumberGenerator.GetInt32(2) == 0 ? (left.Id, right.Id) : (right.Id, left.Id);
            }
        }

        return null;
    }

    private static async Task<List<(Guid Id, string? Label)>> NewestAsync(IQueryable<Artifact> pool, Guid checkpoint, CancellationToken cancel) =>
        [.. (await pool.Where(a => a.CheckpointId == checkpoint).OrderByDescending(a => a.Id).Take(Pool).Select(a => new { a.Id, a.Label }).ToListAsync(cancel))
            .Select(a => (a.Id, a.Label))];
}
