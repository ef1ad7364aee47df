namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// Chooses the next piece: by temperature, from the fewest pieces that have <paramref name="TopP"/> of the probability between them
/// (Holtzman et al. 2019, arXiv:1904.09751, section 3.1). Start and unknown are never chosen.
/// </summary>
/// <param name="Temperature">1: as the model has it; below: safer; 0: always the likeliest.</param>
/// <param name="TopP">In (0, 1]; 1: from all pieces.</param>
internal sealed record TokenChoice(double Temperature, double TopP)
{
    /// <summary>A little safer than it learned to write: what draws take where nothing is asked.</summary>
    internal const double StandardTemperature = 0.8;

    /// <summary>Leaves out the long tail, in which a small model has its slips.</summary>
    internal const double StandardTopP = 0.95;

    /// <summary>No chance: always the likeliest piece.</summary>
    internal static TokenChoice Likeliest { get; } = new(0, 1);

    /// <param name="logits">One for each piece of the vocabulary.</param>
    /// <param name="point">In [0, 1): which of them.</param>
    internal int Pick(ReadOnlySpan<float> logits, double point)
    {
        var shares = new double[logits.Length];
        var best = Best(logits);
        if (Temperature == 0)
        {
            return best;
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = IsMark(i) ? 0 : Math.Exp((logits[i] - (double)logits[best]) / Temperature);
        }

        return Of(shares, point);
    }

    private int Of(double[] shares, double point)
    {
        var sum = shares.Sum();
        int[] pieces;
        if (TopP < 1)
        {
            // Those below this bound have less than 1 - TopP between them, so the fewest are among the others.
            var least = (1 - TopP) * sum / shares.Length;
            pieces = [.. Enumerable.Range(0, shares.Length).Where(i => shares[i] >= least)];
            Array.Sort(Array.ConvertAll(pieces, i => -shares[i]), pieces);
            (var kept, sum) = Fewest(shares, pieces, TopP * sum);
            pieces = pieces[..kept];
        }
        else
        {
            pieces = [.. Enumerable.Range(0, shares.Length)];
        }

        var left = point * sum;
        foreach (var piece in pieces)
        {
            left -= shares[piece];
            if (left < 0)
            {
                return piece;
            }
        }

        return pieces[0];
    }

    private static (int Kept, double Sum) Fewest(double[] shares, int[] pieces, double wanted)
    {
        var (kept, sum) = (0, 0.0);
        while (kept < pieces.Length && sum < wanted)
        {
            sum += shares[pieces[kept++]];
        }

        return (kept, sum);
    }

    private static int Best(ReadOnlySpan<float> logits)
    {
        var best = Vocabulary.End;
        for (var i = 0; i < logits.Length; i++)
        {
            best = !IsMark(i) && logits[i] > logits[best] ? i : best;
        }

        return best;
    }

    private static bool IsMark(int piece) => piece is Vocabulary.Start or Vocabulary.Unknown;
}
