using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>Whether a digit that was asked for is the digit that came, and whether the digits of one label differ as real ones do.</summary>
internal static class LabelledDigits
{
    private const int Bytes = 784;

    /// <param name="asked">Pictures drawn for each label, in the labels' order.</param>
    internal static void Report(DigitJudge judge, Digits real, IReadOnlyList<byte[]> asked)
    {
        var right = asked.Select((pictures, label) => judge.Judge(pictures).Average(p => Array.IndexOf(p, p.Max()) == label ? 1.0 : 0)).ToList();
        var spread = asked.Select((pictures, label) => SpreadOf(pictures) / SpreadOf(RealOf(real, label, pictures.Length / Bytes))).ToList();
        Console.WriteLine("| asked for by label | recognised as asked | mean distance within a label, share of real's |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine($"| {asked.Sum(a => a.Length / Bytes)} | {right.Average():P1} (wanted: 85 %) | {spread.Average():F2}, least {spread.Min():F2} (wanted: 0.7) |");
        Console.WriteLine("by digit: " + string.Join(" ", right.Select((r, i) => $"{i}: {r:P0}")));
    }

    private static byte[] RealOf(Digits real, int label, int most) =>
        [.. Enumerable.Range(0, real.Count).Where(i => real.LabelOf(i) == label).Take(most).SelectMany(i => real.Pictures.Slice(i * Bytes, Bytes).ToArray())];

    private static double SpreadOf(byte[] pictures) => SampleSpread.Of(pictures, new ImageForm(1, 28, 28));
}
