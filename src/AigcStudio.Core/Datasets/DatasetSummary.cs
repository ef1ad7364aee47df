namespace AigcStudio.Core.Datasets;

/// <summary>What a family must know of a dataset version before it can say which form it wants.</summary>
/// <param name="Count">Items, held-out ones included.</param>
/// <param name="Labels">Names of the labels; empty where there are none.</param>
/// <param name="TypicalWidth">Pictures: median width in pixels; 0 otherwise.</param>
/// <param name="TypicalHeight">Pictures: median height in pixels; 0 otherwise.</param>
/// <param name="Colour">Pictures: true where more than 1 % of the items have colour.</param>
public sealed record DatasetSummary(
    Modality Modality, int Count, IReadOnlyList<string> Labels, int TypicalWidth, int TypicalHeight, bool Colour);
