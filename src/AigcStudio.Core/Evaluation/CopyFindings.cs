namespace AigcStudio.Core.Evaluation;

/// <summary>Whether the model learned by heart.</summary>
/// <param name="Share">
/// Of what was drawn, the share that is nearer to a set of training items than to as many held-out ones; a half is expected.
/// </param>
/// <param name="PValue">Of a share so high by chance, exact binomial, one-sided, at the number of independent items that they are worth.</param>
/// <param name="Items">Of how many.</param>
/// <param name="Flagged">Share of what was drawn that lies as near to a training item as a copy does.</param>
/// <param name="FlaggedHeldOut">The same of held-out items: what chance flags.</param>
/// <param name="Verdict"><c>sound</c>, <c>suspicious</c>, <c>copies</c>.</param>
/// <param name="Pairs">The nearest, nearest first.</param>
public sealed record CopyFindings(
    double Share, double PValue, int Items, double Flagged, double FlaggedHeldOut, string Verdict, IReadOnlyList<CopyFinding> Pairs);

/// <param name="Made">Index of what was drawn.</param>
/// <param name="Item">Index of the training item in its version.</param>
/// <param name="Ratio">Distance of the two, as a share of that from the training item to its own nearest other: 0 is a copy, 1 is as different as two items are.</param>
/// <param name="Flagged">True where the ratio is below a third.</param>
public sealed record CopyFinding(int Made, int Item, double Ratio, bool Flagged)
{
    /// <summary>Texts as they are; null for pictures and sounds.</summary>
    public string? MadeText { get; init; }

    public string? ItemText { get; init; }
}
