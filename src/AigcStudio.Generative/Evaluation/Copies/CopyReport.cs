namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>
/// What a search for copies found. The verdict is not that of <see cref="Test"/> alone: items that share one nearest neighbour fall to one side
/// together, and a fair coin for each would alarm too often (1,000 items against 200 of 128 Gaussian numbers: 18 % below p = 0.001).
/// <see cref="Effective"/> counts them as what they are worth, n^2 / sum c^2 where c items share a neighbour (Kish 1965), and the verdict tests the
/// share at that number.
/// <para>
/// Suspicious: p &lt; 0.001, or more items flagged by <see cref="CopyPair.IsCopy"/> than held-out items are, by 3.09 standard errors (p &lt; 0.001).
/// Copies: that, and a share of 60 % or more, or 10 % more flagged than of those held out. Of 3,000 sound sets of Gaussian numbers one was accused.
/// </para>
/// </summary>
/// <param name="Items">Items that are nearer to one of the two sets; equally near ones tell nothing and are left out.</param>
/// <param name="Nearer">Of these, nearer to the training set.</param>
/// <param name="Effective">How many independent items these are worth.</param>
/// <param name="Test">Exact test of the share against one half, each item taken as independent.</param>
/// <param name="Flagged">Share of made items that are flagged.</param>
/// <param name="FlaggedHeldOut">The same of held-out items: what chance flags.</param>
/// <param name="Verdict">On the whole set; a flagged item stays flagged where it is sound.</param>
/// <param name="Pairs">Those of least ratio, ascending.</param>
public sealed record CopyReport(
    int Items,
    int Nearer,
    double Effective,
    SignTest Test,
    double Flagged,
    double FlaggedHeldOut,
    CopyVerdict Verdict,
    IReadOnlyList<CopyPair> Pairs);
