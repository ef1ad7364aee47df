using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>What a leaderboard may be said to say.</summary>
public enum LeaderboardSays
{
    /// <summary>Nobody has voted.</summary>
    Nothing,

    /// <summary>Too few votes for an order.</summary>
    TooFew,

    /// <summary>One is in front, but chance could have put it there.</summary>
    Leads,

    /// <summary>One is better than each of the others, beyond chance.</summary>
    Best,
}

/// <param name="Duels">Against others; those of a network with itself do not count.</param>
/// <param name="Share">Chance to win against one of mean strength, 0 to 1.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="TooFew">Fewer than <see cref="Leaderboard.Enough"/> duels.</param>
public sealed record Standing(Contender Contender, int Duels, double Wins, double Share, double Low, double High, bool TooFew);

/// <param name="Standings">Strongest first.</param>
/// <param name="Duels">Between different contenders.</param>
/// <param name="People">Who voted on them.</param>
/// <param name="Kinds">Votes of each kind of artifact.</param>
public sealed record LeaderboardView(
    Modality Modality, IReadOnlyList<Standing> Standings, int Duels, int People, LeaderboardSays Says, IReadOnlyDictionary<Modality, int> Kinds);

/// <summary>Models and checkpoints in the order in which people prefer them: <see cref="BradleyTerry"/> over all duels that the viewer may see.</summary>
public sealed class Leaderboard(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Duels of a contender below which nothing is said of it.</summary>
    public const int Enough = 10;

    // Of the normal distribution: 95 % lie within.
    private const double Within = 1.96;

    /// <param name="modality">Null for the kind with most votes.</param>
    /// <param name="runId">Only checkpoints of this run.</param>
    public async Task<LeaderboardView> ReadAsync(Viewer viewer, Modality? modality, Guid? runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var kinds = await Votes(db, viewer, new ReviewFilter(RunId: runId)).Where(v => v.Left != v.Right)
            .GroupBy(v => v.Modality).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var kind = modality ?? kinds.OrderByDescending(k => k.Value).Select(k => k.Key).FirstOrDefault();
        var filter = new ReviewFilter(kind, RunId: runId);
        var met = await Votes(db, viewer, filter).Where(v => v.Left != v.Right).Select(v => new { v.Left, v.Right }).Distinct().ToListAsync(cancel);
        var contenders = await Contender.OfAsync(db, viewer, [.. met.SelectMany(m => new[] { m.Left, m.Right }).Distinct()], cancel);
        var people = await Votes(db, viewer, filter).Where(v => v.Left != v.Right).Select(v => v.PersonId).Distinct().CountAsync(cancel);
        var wins = await WinsAsync(db, viewer, filter, contenders, cancel);
        var standings = Stand(contenders, wins, out var says);
        return new LeaderboardView(kind, standings, kinds.GetValueOrDefault(kind), people, says, kinds);
    }

    /// <summary>[N, N]: how often the row's contender beat the column's; ties and pairs of which neither will do are halves.</summary>
    internal static async Task<double[,]> WinsAsync(
        StudioDb db, Viewer viewer, ReviewFilter filter, IReadOnlyList<Contender> contenders, CancellationToken cancel)
    {
        var places = contenders.Index().ToDictionary(c => c.Item.CheckpointId, c => c.Index);
        var wins = new double[contenders.Count, contenders.Count];
        var counted = await Votes(db, viewer, filter).Where(v => v.Left != v.Right)
            .GroupBy(v => new { v.Left, v.Right, v.Verdict }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        foreach (var votes in counted)
        {
            if (places.TryGetValue(votes.Key.Left, out var left) && places.TryGetValue(votes.Key.Right, out var right))
            {
                var share = votes.Key.Verdict switch { DuelVerdict.Left => 1, DuelVerdict.Right => 0, _ => 0.5 };
                wins[left, right] += votes.Count * share;
                wins[right, left] += votes.Count * (1 - share);
            }
        }

        return wins;
    }

    private static List<Standing> Stand(IReadOnlyList<Contender> contenders, double[,] wins, out LeaderboardSays says)
    {
        var fit = BradleyTerry.Fit(wins);
        int[] met = [.. contenders.Select((_, i) => (int)Math.Round(Enumerable.Range(0, contenders.Count).Sum(j => wins[i, j] + wins[j, i])))];
        int[] order = [.. Enumerable.Range(0, contenders.Count).Where(i => met[i] > 0).OrderByDescending(i => fit.Strengths[i])];
        var sure = order.Where(i => met[i] >= Enough).ToList();
        says = order.Length == 0 ? LeaderboardSays.Nothing
            : sure.Count < 2 || sure[0] != order[0] ? LeaderboardSays.TooFew
            : sure.Skip(1).All(i => fit.Strengths[sure[0]] - fit.Strengths[i] > Within * Math.Sqrt(fit.VarianceOf(sure[0], i))) ? LeaderboardSays.Best
            : LeaderboardSays.Leads;
        return [.. order.Select(i =>
        {
            var (strength, reach) = (fit.Strengths[i], Within * Math.Sqrt(fit.VarianceOf(i)));
            return new Standing(
                contenders[i],
                met[i],
                Enumerable.Range(0, contenders.Count).Sum(j => wins[i, j]),
                BradleyTerry.Logistic(strength),
                BradleyTerry.Logistic(strength - reach),
                BradleyTerry.Logistic(strength + reach),
                met[i] < Enough);
        })];
    }

    // Trashed outputs count too, and those that are gone for good: who throws the losers away must not thereby raise their maker. What is gone
    // counts for those who still know its maker.
    private static IQueryable<Vote> Votes(StudioDb db, Viewer viewer, ReviewFilter filter)
    {
        var artifacts = db.Artifacts.VisibleTo(viewer);
        var runs = db.Runs.VisibleTo(viewer);
        var known = db.Checkpoints.Where(c => runs.Any(r => r.Id == c.RunId) || artifacts.Any(a => a.CheckpointId == c.Id));
        return db.Duels
            .Where(d => filter.Modality == null || d.Modality == filter.Modality)
            .Where(d => filter.RunId == null
                || (db.Checkpoints.Any(c => c.Id == d.LeftCheckpointId && c.RunId == filter.RunId)
                    && db.Checkpoints.Any(c => c.Id == d.RightCheckpointId && c.RunId == filter.RunId)))
            .Where(d => (d.LeftId == null && known.Any(c => c.Id == d.LeftCheckpointId)) || artifacts.Any(a => a.Id == d.LeftId))
            .Where(d => (d.RightId == null && known.Any(c => c.Id == d.RightCheckpointId)) || artifacts.Any(a => a.Id == d.RightId))
            .Select(d => new Vote { Left = d.LeftCheckpointId, Right = d.RightCheckpointId, Verdict = d.Verdict, PersonId = d.PersonId, Modality = d.Modality });
    }

    private sealed class Vote
    {
        public Guid Left { get; init; }

        public Guid Right { get; init; }

        public DuelVerdict Verdict { get; init; }

        public Guid PersonId { get; init; }

        public Modality Modality { get; init; }
    }
}
