namespace AigcStudio.Core.Campaigns.Sets;

/// <summary>
/// How good a candidate of a matched set is expected to be, and a whole set.
/// <para>Candidate: s = 0.6 l + 0.4 b. Set: S = (2 s(picture) + 2 s(headline) + s(sound)) / 5, over those kinds that there are.</para>
/// <para>
/// l, the liking: what the asker's taste expects, moved from -1 to 1 into 0 to 1; where nobody has rated enough for a taste, the mean stars
/// of what was drawn by the same label, moved from 1 to 5 into 0 to 1; else one half for all, so that the brand alone decides.
/// b, the keeping: the share of the brand's rules that need no composed ad (<see cref="PieceChecks"/>).
/// Liking weighs more, because the rules can be mended in the composer. Picture and headline count twice: an ad is seen more often than heard.
/// </para>
/// </summary>
public static class SetScore
{
    /// <summary>Where nobody has said anything.</summary>
    public const double Unknown = 0.5;

    private const double LikingWeight = 0.6;

    /// <summary>What a taste expects (-1 to 1, not bounded) as a share.</summary>
    public static double OfTaste(double expected) => Math.Clamp((expected + 1) / 2, 0, 1);

    /// <summary>Mean stars (1 to 5) as a share.</summary>
    public static double OfStars(double stars) => Math.Clamp((stars - 1) / 4, 0, 1);

    /// <param name="liking">0 to 1.</param>
    /// <param name="keeping">0 to 1.</param>
    public static double OfPiece(double liking, double keeping) => (LikingWeight * liking) + ((1 - LikingWeight) * keeping);

    /// <param name="picture">Score of the picture; null where there is none. So the others.</param>
    /// <returns>0 where there is nothing at all.</returns>
    public static double OfSet(double? picture, double? headline, double? sound)
    {
        (double? Score, int Weight)[] kinds = [(picture, 2), (headline, 2), (sound, 1)];
        var weights = kinds.Where(k => k.Score is not null).Sum(k => k.Weight);
        return weights == 0 ? 0 : kinds.Sum(k => (k.Score ?? 0) * k.Weight) / weights;
    }
}
