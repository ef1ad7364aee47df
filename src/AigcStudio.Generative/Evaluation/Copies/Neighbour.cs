namespace AigcStudio.Generative.Evaluation.Copies;

/// <param name="Index">Of the nearest item.</param>
/// <param name="Distance">To it.</param>
public readonly record struct Neighbour(int Index, double Distance);
