using AigcStudio.Core.Evaluation;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>Histograms as shares of their own.</summary>
internal static class Plots
{
    internal static HistogramPlot Of(string id, IReadOnlyList<string> bins, IReadOnlyList<long> real, IReadOnlyList<long> made) =>
        new(id, bins, Shares(real), Shares(made));

    /// <summary>A divergence of two histograms beside that of real items, and its plot.</summary>
    internal static void Compare(
        ReportDraft draft, string id, IReadOnlyList<string> bins, IReadOnlyList<long> real, IReadOnlyList<long> other, IReadOnlyList<long> made,
        IReadOnlyList<long> noise)
    {
        var (here, best, worst) = (HistogramDivergence.Between(real, made), HistogramDivergence.Between(real, other), HistogramDivergence.Between(real, noise));
        draft.Add(new Measure($"kl.{id}", here.KullbackLeibler) { Real = best.KullbackLeibler, Noise = worst.KullbackLeibler });
        draft.Add(new Measure($"js.{id}", here.JensenShannon) { Real = best.JensenShannon, Noise = worst.JensenShannon });
        draft.Histograms.Add(Of(id, bins, real, made));
    }

    private static double[] Shares(IReadOnlyList<long> counts)
    {
        double total = Math.Max(1, counts.Sum());
        return [.. counts.Select(c => c / total)];
    }
}
