namespace AigcStudio.Core.Runs;

/// <summary>How people rated what one checkpoint drew.</summary>
/// <param name="Ratings">One for each person and work.</param>
/// <param name="Mean">Of the stars, 1 to 5.</param>
/// <param name="Low">Lower end of the 90 % interval of <see cref="CheckpointLiking"/>.</param>
/// <param name="High">Its upper end.</param>
public sealed record CheckpointStars(Guid CheckpointId, int Step, int Ratings, double Mean, double Low, double High);

/// <summary>
/// Which checkpoint of a run people like best. Each mean is drawn towards the mean of all ratings of the run as if <see cref="Weight"/> more ratings of
/// that mean had been given (an empirical-Bayes shrinkage after Efron and Morris 1975), and has a normal 90 % interval with the spread that ratings have
/// within checkpoints. Of those with <see cref="FewestRatings"/> ratings or more the one with the greatest lower end is proposed, provided that there
/// are two such and that this end lies above the mean of what the run's other checkpoints were given: few lucky stars propose nothing.
/// </summary>
/// <param name="Stars">Of each checkpoint that was rated, in the order of their steps.</param>
/// <param name="Best">The one that is proposed; null where nothing is.</param>
public sealed record CheckpointLiking(IReadOnlyList<CheckpointStars> Stars, CheckpointStars? Best)
{
    /// <summary>Of a checkpoint, before it may be proposed or compared with.</summary>
    public const int FewestRatings = 8;

    /// <summary>Ratings that the run's mean counts for.</summary>
    public const int Weight = 4;

    /// <summary>Between the 5th and the 95th percentile of a normal distribution lie twice as many standard deviations.</summary>
    private const double Deviations = 1.645;

    /// <summary>Half a star, squared: where all agree by chance, the next may not.</summary>
    private const double LeastVariance = 0.25;

    public static CheckpointLiking Of(IEnumerable<RatedDraw> ratings)
    {
        var groups = ratings.GroupBy(r => (r.CheckpointId, r.Step)).OrderBy(g => g.Key.Step).Select(g => (g.Key, Stars: g.Select(r => (double)r.Stars).ToList())).ToList();
        var count = groups.Sum(g => g.Stars.Count);
        if (count == 0)
        {
            return new CheckpointLiking([], null);
        }

        var mean = groups.Sum(g => g.Stars.Sum()) / count;
        var squares = groups.Sum(g => g.Stars.Sum(s => (s - g.Stars.Average()) * (s - g.Stars.Average())));
        var deviation = Math.Sqrt(Math.Max(LeastVariance, squares / Math.Max(1, count - groups.Count)));
        List<CheckpointStars> all = [.. groups.Select(g => Judge(g.Key.CheckpointId, g.Key.Step, g.Stars, mean, deviation))];
        return new CheckpointLiking(all, Choose(all));
    }

    private static CheckpointStars Judge(Guid checkpoint, int atStep, List<double> stars, double mean, double deviation)
    {
        var middle = (stars.Sum() + (Weight * mean)) / (stars.Count + Weight);
        var reach = Deviations * deviation / Math.Sqrt(stars.Count + Weight);
        return new CheckpointStars(checkpoint, atStep, stars.Count, stars.Average(), Math.Max(1, middle - reach), Math.Min(5, middle + reach));
    }

    private static CheckpointStars? Choose(List<CheckpointStars> all)
    {
        var enough = all.Where(s => s.Ratings >= FewestRatings).ToList();
        if (enough.Count < 2)
        {
            return null;
        }

        var best = enough.MaxBy(s => s.Low)!;
        var others = all.Where(s => s != best).ToList();
        return best.Low > others.Sum(s => s.Mean * s.Ratings) / others.Sum(s => s.Ratings) ? best : null;
    }
}

/// <summary>One person's stars for one work, by the checkpoint that drew it.</summary>
public readonly record struct RatedDraw(Guid CheckpointId, int Step, int Stars);
