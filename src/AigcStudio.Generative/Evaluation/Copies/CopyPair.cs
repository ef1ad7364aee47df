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
    /// <summary>
    /// Below it an item is held back from approval. The third is that of Yoon et al. 2023 as Gu et al. use it (arXiv:2310.02664), there against
    /// the second nearest training item.
    /// </summary>
    public const double CopyRatio = 1.0 / 3;

    public bool IsCopy => Ratio < CopyRatio;
}
