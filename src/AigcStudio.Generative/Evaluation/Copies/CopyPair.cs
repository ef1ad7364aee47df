using AigcStudio.Core.Evaluation;

namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>An item that was made, and the training item nearest to it.</summary>
/// <param name="Made">Index.</param>
/// <param name="Trained">Index.</param>
/// <param name="Distance">Between the two.</param>
/// <param name="Ratio">
/// That distance / the distance between this training item and the nearest other one that is not equal: around 1 for a new item of the kind, 0 for
/// a copy. Training items that are nearly twice there raise it, so they are to be sorted out before.
/// </param>
public sealed record CopyPair(int Made, int Trained, double Distance, double Ratio)
{
    public bool IsCopy => Nearness.IsNear(Ratio);

    /// <summary>The ratio as it is told: 1 where there is none.</summary>
    internal double Told => double.IsFinite(Ratio) ? Ratio : 1;
}
