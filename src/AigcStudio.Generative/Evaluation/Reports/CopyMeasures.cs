using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Copies;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>
/// Whether the model learned by heart: pictures are compared by their levels, sounds by log-mel, texts by their runs of three letters. The share is
/// taken against as many training items as are held out, the nearest pairs against all training items, up to 20,000.
/// </summary>
internal static class CopyMeasures
{
    private const int Shown = 8;
    private const int MostMade = 2000;

    internal static void Add(ReportDraft draft, IExampleStore store, RealSets sets, ExampleSet made, string pairsPath)
    {
        using var scope = NewDisposeScope();
        if (sets.HeldOut.Count < 2)
        {
            return;
        }

        var drawn = made.Take(Enumerable.Range(0, Math.Min(MostMade, made.Count)));
        var few = Math.Min(sets.HeldOut.Count, sets.Reference.Count);
        var (trained, heldOut) = (sets.Reference.Take(Enumerable.Range(0, few)), sets.HeldOut.Take(Enumerable.Range(0, few)));
        var report = made.Form is TextForm
            ? TextCopies.Of(TextMeasures.Read(drawn), TextMeasures.Read(trained), TextMeasures.Read(heldOut), Shown)
            : CopyCheck.Of(CopyValues.Of(drawn), CopyValues.Of(trained), CopyValues.Of(heldOut), Shown);
        using var learned = LearnedItems.Of(store, CancellationToken.None);
        var nearest = learned.Gate(drawn).OrderBy(p => p.Ratio).ThenBy(p => p.Distance).Take(Shown).ToList();
        var (left, right) = (drawn.Take(nearest.Select(p => p.Made)), ExampleSet.Of(store, nearest.ConvertAll(p => learned.Items[p.Trained])));
        draft.Copies = new CopyFindings(
            report.Test.Share, SignTest.AtWorth(report.Test.Share, report.Effective).OneSided, report.Items, report.Flagged, report.FlaggedHeldOut,
            report.Verdict switch { CopyVerdict.Copies => "copies", CopyVerdict.Suspicious => "suspicious", _ => "sound" },
            [.. nearest.Select((p, i) => Finding(p, left, right, i))]);
        WritePairs(pairsPath, left, right);
    }

    private static CopyFinding Finding(CopyPair pair, ExampleSet made, ExampleSet learned, int place) =>
        new(pair.Made, learned.Items[place], pair.Told, pair.IsCopy) { MadeText = Text(made, place), ItemText = Text(learned, place) };

    private static string? Text(ExampleSet set, int index) => set.Form is TextForm ? TextMeasures.Read(set.Take([index]))[0] : null;

    private static void WritePairs(string path, ExampleSet made, ExampleSet learned)
    {
        using var file = File.Create(path);
        file.Write(made.Bytes.contiguous().bytes);
        file.Write(learned.Bytes.contiguous().bytes);
    }
}
