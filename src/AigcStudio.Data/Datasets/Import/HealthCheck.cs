using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>Judges a version for a person who is about to train on it.</summary>
internal static class HealthCheck
{
    /// <summary>Below this a generator learns its pictures by heart.</summary>
    private const int Few = 100;

    /// <summary>Below this a generator tends to learn them by heart.</summary>
    private const int Scarce = 500;

    /// <summary>Shorter sides than this carry little to learn from.</summary>
    private const int TinySide = 24;

    public static HealthReport Report(Curation curation, int refused, IReadOnlyList<RefusedFile> refusals)
    {
        var items = curation.Items;
        var labels = curation.Labels.Select((name, n) => new LabelCount(name, curation.LabelOf.Count(l => l == n))).ToList();
        return new HealthReport
        {
            Accepted = items.Count,
            Refused = refused,
            ExactDuplicates = curation.ExactDuplicates,
            NearDuplicates = curation.NearDuplicates,
            Labels = labels,
            Refusals = refusals,
            Findings = [.. Find(curation, labels, refused)],
            SmallestWidth = items.Select(i => i.Width).DefaultIfEmpty().Min(),
            SmallestHeight = items.Select(i => i.Height).DefaultIfEmpty().Min(),
            LargestWidth = items.Select(i => i.Width).DefaultIfEmpty().Max(),
            LargestHeight = items.Select(i => i.Height).DefaultIfEmpty().Max(),
        };
    }

    private static IEnumerable<Said> Find(Curation curation, List<LabelCount> labels, int refused)
    {
        var findings = Numbers(curation, refused).Concat(Shapes(curation)).Concat(Balance(curation, labels)).ToList();
        return findings.Count > 0 ? findings : [Said.Of("findings.allWell")];
    }

    private static IEnumerable<Said> Numbers(Curation curation, int refused)
    {
        var count = curation.Items.Count;
        if (count < Few)
        {
            yield return Said.Of("findings.few", count);
        }
        else if (count < Scarce)
        {
            yield return Said.Of("findings.scarce", count);
        }

        if (curation.BeyondCap > 0)
        {
            yield return Said.Of("findings.beyondCap", count, curation.BeyondCap);
        }

        if (refused > 0 && refused * 10 >= count + refused)
        {
            yield return Said.Of("findings.manyRefused", refused, count + refused);
        }

        if (curation.ExactDuplicates * 10 >= count + curation.ExactDuplicates)
        {
            yield return Said.Of("findings.manyExact", curation.ExactDuplicates);
        }

        if (curation.NearDuplicates * 5 >= count && curation.NearDuplicates > 0)
        {
            yield return Said.Of("findings.manyNear", curation.NearDuplicates, count);
        }
    }

    private static IEnumerable<Said> Shapes(Curation curation)
    {
        var items = curation.Items;
        var tiny = items.Count(i => Math.Min(i.Width, i.Height) < TinySide);
        if (tiny > 0)
        {
            yield return Said.Of("findings.tiny", tiny, TinySide);
        }

        var ratios = items.Select(i => (double)i.Width / i.Height).Order().ToList();
        if (ratios.Count > 0 && ratios[(int)(ratios.Count * 0.95)] > 1.5 * ratios[(int)(ratios.Count * 0.05)])
        {
            yield return Said.Of("findings.mixedShapes");
        }

        var coloured = items.Count(i => i.Colour);
        if (coloured * 20 >= items.Count && coloured * 20 <= items.Count * 19 && items.Count > 0)
        {
            yield return Said.Of("findings.mixedColour", coloured, items.Count - coloured);
        }
    }

    private static IEnumerable<Said> Balance(Curation curation, List<LabelCount> labels)
    {
        if (labels.Count > 1 && labels.Max(l => l.Count) > 5 * labels.Min(l => l.Count))
        {
            var (most, least) = (labels.MaxBy(l => l.Count)!, labels.MinBy(l => l.Count)!);
            yield return Said.Of("findings.unbalanced", most.Label, most.Count, least.Label, least.Count);
        }

        var unlabelled = curation.LabelOf.Count(l => l < 0);
        if (labels.Count > 0 && unlabelled > 0)
        {
            yield return Said.Of("findings.unlabelled", unlabelled);
        }

        if (curation.LabelConflicts > 0)
        {
            yield return Said.Of("findings.labelConflicts", curation.LabelConflicts);
        }
    }
}
