using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>Judges a version for a person who is about to train on it.</summary>
internal static class HealthCheck
{
    public static HealthReport Report(IImportKind kind, Curation curation, ImportLedger ledger)
    {
        var labels = curation.Labels.Select((name, n) => new LabelCount(name, curation.LabelOf.Count(l => l == n))).ToList();
        var report = new HealthReport
        {
            Accepted = curation.Items.Count,
            Refused = ledger.Refused,
            ExactDuplicates = curation.ExactDuplicates,
            NearDuplicates = curation.NearDuplicates,
            Labels = labels,
            Refusals = ledger.Refusals,
            Findings = [.. Find(kind, curation, labels, ledger)],
        };
        return kind.Measure(report, curation.Items);
    }

    private static IEnumerable<Said> Find(IImportKind kind, Curation curation, List<LabelCount> labels, ImportLedger ledger)
    {
        var findings = Numbers(kind, curation, ledger.Refused)
            .Concat(kind.Find(curation.Items))
            .Concat(Balance(kind, curation, labels))
            .Concat(ledger.Notes.Select(note => Said.Of(note.Key, note.Value)))
            .ToList();
        return findings.Count > 0 ? findings : [Said.Of("findings.allWell")];
    }

    private static IEnumerable<Said> Numbers(IImportKind kind, Curation curation, int refused)
    {
        var count = curation.Items.Count;
        if (count < kind.Enough.Few)
        {
            yield return Said.Of($"{kind.Codes}.few", count);
        }
        else if (count < kind.Enough.Scarce)
        {
            yield return Said.Of($"{kind.Codes}.scarce", count);
        }

        if (curation.BeyondCap > 0)
        {
            yield return Said.Of($"{kind.Codes}.beyondCap", count, curation.BeyondCap);
        }

        if (refused > 0 && refused * 10 >= count + refused)
        {
            yield return Said.Of("findings.manyRefused", refused, count + refused);
        }

        if (curation.ExactDuplicates * 10 >= count + curation.ExactDuplicates)
        {
            yield return Said.Of($"{kind.Codes}.manyExact", curation.ExactDuplicates);
        }

        if (curation.GeneratedLeftOut > 0)
        {
            yield return Said.Of("findings.generatedNearHeldOut", curation.GeneratedLeftOut);
        }

        if (curation.NearDuplicates * 5 >= count && curation.NearDuplicates > 0)
        {
            yield return Said.Of($"{kind.Codes}.manyNear", curation.NearDuplicates, count);
        }
    }

    private static IEnumerable<Said> Balance(IImportKind kind, Curation curation, List<LabelCount> labels)
    {
        if (labels.Count > 1 && labels.Max(l => l.Count) > 5 * labels.Min(l => l.Count))
        {
            var (most, least) = (labels.MaxBy(l => l.Count)!, labels.MinBy(l => l.Count)!);
            yield return Said.Of($"{kind.Codes}.unbalanced", most.Label, most.Count, least.Label, least.Count);
        }

        var unlabelled = curation.LabelOf.Count(l => l < 0);
        if (labels.Count > 0 && unlabelled > 0)
        {
            yield return Said.Of($"{kind.Codes}.unlabelled", unlabelled);
        }

        if (curation.LabelConflicts > 0)
        {
            yield return Said.Of($"{kind.Codes}.labelConflicts", curation.LabelConflicts);
        }

        if (curation.LabelsTooMany > 0)
        {
            yield return Said.Of("findings.labelsTooMany", curation.LabelsTooMany);
        }
    }
}
