namespace AigcStudio.Generative.Evaluation;

/// <summary>What <see cref="Manifolds"/> finds.</summary>
/// <param name="Precision">0 to 1: how much of what was made could be real.</param>
/// <param name="Recall">0 to 1: how much of what is real could have been made.</param>
/// <param name="Density">0 and up, around 1 where the sets are of one kind: as precision, where real items lie close.</param>
/// <param name="Coverage">0 to 1: how much of what is real has something made close by.</param>
public sealed record ManifoldScores(double Precision, double Recall, double Density, double Coverage);
