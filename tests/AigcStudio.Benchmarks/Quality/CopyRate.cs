using AigcStudio.Generative.Evaluation.Texts;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>How much of what was drawn is copied, beside the same for texts that were held out.</summary>
internal static class CopyRate
{
    internal static void Print(IReadOnlyCollection<string> drawn, IReadOnlyCollection<string> trained, IReadOnlyCollection<string> heldOut)
    {
        var novelty = Novelty.Of(drawn, trained, heldOut);
        Console.WriteLine("| | whole texts that are in the training set | runs of five words that are | runs of 50 characters that are |\n|---|---|---|---|");
        Print($"drawn ({drawn.Count}, {drawn.Distinct().Count()} distinct)", novelty.Made);
        Print($"held out ({heldOut.Count})", novelty.HeldOut);
        Print("drawn minus held out", novelty.Excess);
    }

    private static void Print(string name, CopiedShares shares) =>
        Console.WriteLine($"| {name} | {shares.Whole:P1} | {shares.Words:P1} | {shares.Characters:P1} |");
}
