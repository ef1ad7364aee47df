using System.Text;
using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import.Texts;

internal sealed class TextImport : IImportKind
{
    /// <summary>95 % of the texts fit whole into this many bytes; the rest is cut.</summary>
    private const double Typical = 0.95;

    public string Phase => "phase.reading";

    public (int Few, int Scarce) Enough => (200, 1_000);

    public string Codes => "findings.text";

    public IItemIntake Intake(ImportParts parts, Action<long> progressed) => new TextIntake(parts.Caps, parts.Ledger, parts.NewFile, progressed);

    public int[] Group(IReadOnlyList<Kept> items) =>
        TextTwins.Group([.. items.Select(i => i.Reply is null ? i.Text! : i.Text + CleanText.Between + i.Reply)]);

    /// <summary>A version holds pairs or single texts, not both: the kind that most are stays.</summary>
    public IReadOnlyList<Kept> Sift(IReadOnlyList<Kept> items, ImportLedger ledger)
    {
        var pairs = items.Count(i => i.Reply is not null);
        if (pairs == 0 || pairs == items.Count)
        {
            return items;
        }

        var keepPairs = pairs * 2 >= items.Count;
        ledger.Note(keepPairs ? "findings.text.singlesLeftOut" : "findings.text.pairsLeftOut", keepPairs ? items.Count - pairs : pairs);
        return [.. items.Where(i => i.Reply is not null == keepPairs)];
    }

    public HealthReport Measure(HealthReport report, IReadOnlyList<Kept> items) => report with { Texts = TextHealth.Measure(items) };

    public IEnumerable<Said> Find(IReadOnlyList<Kept> items) => TextHealth.Find(items);

    public void Describe(DatasetVersion version, IReadOnlyList<Kept> items)
    {
        version.TypicalBytes = Medians.At(items.Select(i => Encoding.UTF8.GetByteCount(i.Text!)), Typical);
        version.TypicalReplyBytes = Medians.At(items.Select(i => Encoding.UTF8.GetByteCount(i.Reply ?? "")), Typical);
    }
}
