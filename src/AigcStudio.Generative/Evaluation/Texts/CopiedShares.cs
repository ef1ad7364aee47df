namespace AigcStudio.Generative.Evaluation.Texts;

/// <param name="Words">Share of the runs of five words that are in the training texts, 0 to 1.</param>
/// <param name="Characters">The same of the runs of 50 characters.</param>
/// <param name="Whole">Share of the texts that are training texts.</param>
/// <param name="WordRuns">Of how many runs of words: a share of none is 0.</param>
/// <param name="CharacterRuns">Of how many runs of characters.</param>
public sealed record CopiedShares(double Words, double Characters, double Whole, long WordRuns, long CharacterRuns);
