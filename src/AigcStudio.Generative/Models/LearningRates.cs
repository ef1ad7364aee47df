namespace AigcStudio.Generative.Models;

/// <summary>How far a step goes, by its place in the run alone.</summary>
internal static class LearningRates
{
    private const double LastShare = 0.1;

    /// <summary>From all of a rate down to a tenth of it along half a cosine (Loshchilov, Hutter 2016, arXiv:1608.03983, eq. 5).</summary>
    internal static double Cosine(double rate, int step, int steps) =>
        rate * (LastShare + ((1 - LastShare) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, (double)step / steps)))));
}
