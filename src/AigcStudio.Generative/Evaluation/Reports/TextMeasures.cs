using System.Text;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Evaluation.Texts;
using AigcStudio.Generative.Models.Text;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>What is measured of texts alone: letters, variety, likeness among themselves, what is copied.</summary>
internal static class TextMeasures
{
    private const int Characters = 60;
    private const int Bigrams = 200;
    private const int Shown = 30;
    private const int MostCompared = 2000;
    private const int Seed = 7;

    internal static void Letters(ReportDraft draft, RealSets sets, ExampleSet made, ExampleSet noise)
    {
        var (real, other, drawn, chance) = (Read(sets.Reference), Read(sets.Other), Read(made), Read(noise));
        Compare("characters", new CharacterCounts(real, Characters, 1));
        Compare("bigrams", new CharacterCounts(real, Bigrams, 2));
        draft.Histograms.RemoveAll(h => h.Id == "bigrams");
        draft.Histograms[^1] = Shortened(draft.Histograms[^1]);

        void Compare(string id, CharacterCounts counts) =>
            Plots.Compare(draft, id, [.. counts.Bins, "…"], counts.Of(real), counts.Of(other), counts.Of(drawn), counts.Of(chance));
    }

    internal static void Variety(ReportDraft draft, RealSets sets, ExampleSet made, IReadOnlyList<string> learned)
    {
        var (other, drawn) = (Read(sets.Other), Read(made));
        draft.Add(new Measure("distinct1", DistinctN.Of(drawn, 1)) { Real = DistinctN.Of(other, 1) });
        draft.Add(new Measure("distinct2", DistinctN.Of(drawn, 2)) { Real = DistinctN.Of(other, 2) });
        if (drawn.Count(t => Words.Of(t).Count > 0) > 1 && other.Count(t => Words.Of(t).Count > 0) > 1)
        {
            draft.Add(new Measure("selfBleu", SelfBleu.Of([.. drawn.Take(MostCompared)], Seed)) { Real = SelfBleu.Of([.. other.Take(MostCompared)], Seed) });
        }

        var heldOut = Read(sets.HeldOut);
        if (heldOut.Count > 0)
        {
            var novelty = Novelty.Of(drawn, learned, heldOut);
            draft.Add(new Measure("copied.words", novelty.Made.Words) { Real = novelty.HeldOut.Words });
            draft.Add(new Measure("copied.characters", novelty.Made.Characters) { Real = novelty.HeldOut.Characters });
            draft.Add(new Measure("copied.whole", novelty.Made.Whole) { Real = novelty.HeldOut.Whole });
        }
    }

    /// <summary>Of replies, the share whose label, as the ruler reads it, is that of the question.</summary>
    internal static void Intents(ReportDraft draft, Ruler ruler, MadeExamples made, RealSets sets, Func<int, int> labelOf)
    {
        if (ruler.Card.Task != "labels")
        {
            return;
        }

        draft.Add(new Measure("intent", Agreement(ruler, made.Set, made.Labels))
        {
            Real = sets.HeldOut.Count > 0 ? Agreement(ruler, sets.HeldOut, [.. sets.HeldOut.Items.Select(labelOf)]) : null,
            Noise = ruler.Card.Chance,
        });
    }

    internal static long Bytes(ExampleSet set) => Read(set).Sum(t => Encoding.UTF8.GetByteCount(t) + 1L);

    internal static IReadOnlyList<string> Read(ExampleSet set) => set.Count == 0 ? [] : TextRows.Read(set.Bytes);

    private static double Agreement(Ruler ruler, ExampleSet set, IReadOnlyList<int> wanted)
    {
        var seen = ruler.Answers(set.Bytes).data<long>().ToArray();
        var asked = seen.Zip(wanted).Where(p => p.Second >= 0).ToList();
        return asked.Count == 0 ? double.NaN : asked.Average(p => p.First == p.Second ? 1.0 : 0);
    }

    private static HistogramPlot Shortened(HistogramPlot plot) => plot.Bins.Count <= Shown ? plot : plot with
    {
        Bins = [.. plot.Bins.Take(Shown)],
        Real = [.. plot.Real.Take(Shown)],
        Made = [.. plot.Made.Take(Shown)],
    };
}
