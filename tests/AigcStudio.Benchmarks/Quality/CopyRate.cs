namespace AigcStudio.Benchmarks.Quality;

/// <summary>How much of what was drawn is copied: whole texts, and runs of five words, beside the same for texts that were held out.</summary>
internal static class CopyRate
{
    private const int Run = 5;

    internal static void Print(IReadOnlyCollection<string> drawn, IReadOnlyCollection<string> trained, IReadOnlyCollection<string> heldOut)
    {
        var whole = trained.ToHashSet();
        var runs = trained.SelectMany(Runs).ToHashSet();
        Console.WriteLine("| | whole texts that are in the training set | runs of five words that are |\n|---|---|---|");
        Console.WriteLine($"| drawn ({drawn.Count}, {drawn.Distinct().Count()} distinct) | {drawn.Average(d => whole.Contains(d) ? 1.0 : 0):P1} | {Share(drawn, runs):P1} |");
        Console.WriteLine($"| held out ({heldOut.Count}) | {heldOut.Average(d => whole.Contains(d) ? 1.0 : 0):P1} | {Share(heldOut, runs):P1} |");
    }

    private static double Share(IEnumerable<string> texts, HashSet<string> runs) =>
        texts.SelectMany(Runs).Select(r => runs.Contains(r) ? 1.0 : 0).DefaultIfEmpty(0).Average();

    private static IEnumerable<string> Runs(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, Math.Max(0, words.Length - Run + 1)).Select(i => string.Join(' ', words.Skip(i).Take(Run)));
    }
}
