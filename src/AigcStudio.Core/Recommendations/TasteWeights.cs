namespace AigcStudio.Core.Recommendations;

/// <summary>
/// A person's weights as a deviation from the team's: both are ridge regressions, the person's shrunk towards a share of the team's
/// (a two-level normal model: Gelman and Hill 2007, chapter 12). How much is shrunk, and how large the share is, is what predicts
/// left-out ratings best, so that a person who disagrees with the team is not dragged along.
/// </summary>
internal static class TasteWeights
{
    private static readonly double[] Lambdas = [1, 3, 10, 30, 100];
    private static readonly double[] Shares = [1, 0.5, 0];

    // As many threes as a person is thought to have given before: who gives only fives still likes what is in them.
    private const double PriorRatings = 10;

    /// <summary>Weights of the columns, the intercept last; null where nobody has an opinion.</summary>
    /// <param name="row">Of an item.</param>
    /// <param name="own">Empty where the team alone decides.</param>
    public static double[]? Fit(Func<Guid, double[]> row, IReadOnlyList<Opinion> own, IReadOnlyList<Opinion> team)
    {
        var teams = Best(Known(row, team), null);
        return Best(Known(row, own), teams) ?? teams;
    }

    private static Observations? Known(Func<Guid, double[]> row, IReadOnlyList<Opinion> opinions) => opinions.Count == 0
        ? null
        : new([.. opinions.Select(o => row(o.Item))], [.. opinions.Select(o => o.Value)], [.. opinions.Select(o => o.Weight)]);

    private static double[]? Best(Observations? seen, double[]? prior)
    {
        if (seen is null)
        {
            return null;
        }

        var ridge = new Ridge(seen.Rows, seen.Weights);
        var usual = seen.Targets.Zip(seen.Weights, (t, w) => t * w).Sum() / (seen.Weights.Sum() + PriorRatings);
        var (best, least) = (Array.Empty<double>(), double.MaxValue);
        foreach (var share in prior is null ? [0] : Shares)
        {
            double[] centre = [.. (prior ?? new double[seen.Rows[0].Length]).Select(w => w * share)];
            // The prior's intercept is the team's mood, not the person's.
            centre[^1] = usual;
            double[] left = [.. seen.Targets.Select((t, i) => t - Ridge.Dot(seen.Rows[i], centre))];
            foreach (var lambda in Lambdas)
            {
                var (weights, error) = ridge.Fit(left, lambda);
                if (error < least)
                {
                    (best, least) = ([.. weights.Zip(centre, (w, c) => w + c)], error);
                }
            }
        }

        return best;
    }

    private sealed record Observations(IReadOnlyList<double[]> Rows, double[] Targets, double[] Weights);
}
