using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// Chooses the next piece: by temperature, from the fewest pieces that have <paramref name="TopP"/> of the probability between them
/// (<see cref="Nucleus"/>). Start and unknown are never chosen.
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

    /// <summary>The probability of each piece, <c>[N, V]</c> on the processor; those of the marks that are never chosen are 0.</summary>
    /// <param name="logits"><c>[N, V]</c>, which this may change.</param>
    internal Tensor Shares(Tensor logits)
    {
        using var scope = NewDisposeScope();
        logits.narrow(1, Vocabulary.Start, 1).fill_(double.NegativeInfinity);
        logits.narrow(1, Vocabulary.Unknown, 1).fill_(double.NegativeInfinity);
        return (Temperature is 0 or 1 ? logits : logits.div_(Temperature)).softmax(1).cpu().MoveToOuterDisposeScope();
    }

    /// <param name="shares">A row of <see cref="Shares"/>.</param>
    /// <param name="point">In [0, 1): which of them.</param>
    internal int Pick(ReadOnlySpan<float> shares, double point)
    {
        var best = Best(shares);
        if (Temperature == 0)
        {
            return best;
        }

        var sum = Sum(shares, 0);
        var least = 0f;
        if (TopP < 1)
        {
            least = Nucleus.Least(shares, TopP * sum);
            sum = Sum(shares, least);
        }

        var left = point * sum;
        for (var i = 0; i < shares.Length; i++)
        {
            left -= shares[i] >= least ? shares[i] : 0;
            if (left < 0)
            {
                return i;
            }
        }

        return best;
    }

    private static double Sum(ReadOnlySpan<float> shares, float least)
    {
        var sum = 0.0;
        foreach (var share in shares)
        {
            sum += share >= least ? share : 0;
        }

        return sum;
    }

    private static int Best(ReadOnlySpan<float> shares)
    {
        var best = Vocabulary.End;
        for (var i = 0; i < shares.Length; i++)
        {
            best = shares[i] > shares[best] ? i : best;
        }

        return best;
    }
}
