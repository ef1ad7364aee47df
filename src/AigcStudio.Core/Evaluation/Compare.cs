using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Evaluation;

/// <summary>Drawn examples are to be held against what their model learned from.</summary>
/// <param name="PackPath">The version in the form that the model learned from.</param>
/// <param name="ExamplesPath">The raw examples, one after another.</param>
/// <param name="Form">Of the examples; of a pack of pairs, that of the replies.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Device">Whose Engine compares; the comparison itself is the processor's.</param>
public sealed record CompareRequest(string PackPath, string ExamplesPath, ExampleForm Form, int Count, string Device);

/// <summary>How near a drawn example is to the nearest item that its model learned from.</summary>
/// <param name="Item">Index of that item in its version.</param>
/// <param name="Ratio">
/// Distance of the two, as a share of that from the training item to its own nearest other: 0 is a copy, 1 is as different as two items are.
/// </param>
public sealed record Nearness(int Item, double Ratio)
{
    /// <summary>
    /// Below it an item is held back from approval. The third is that of Yoon et al. 2023 as Gu et al. use it (arXiv:2310.02664), there against
    /// the second nearest training item.
    /// </summary>
    public const double CopyRatio = 1.0 / 3;

    public bool Near => IsNear(Ratio);

    public static bool IsNear(double? ratio) => ratio < CopyRatio;
}
