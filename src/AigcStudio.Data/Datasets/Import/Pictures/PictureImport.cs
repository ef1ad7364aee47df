using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import.Pictures;

internal sealed class PictureImport : IImportKind
{
    /// <summary>Shorter sides than this carry little to learn from.</summary>
    private const int TinySide = 24;

    public string Phase => "phase.looking";

    /// <summary>Below the first a generator learns its pictures by heart, below the second it tends to.</summary>
    public (int Few, int Scarce) Enough => (100, 500);

    public string Codes => "findings";

    public IItemIntake Intake(ImportParts parts, Action<long> progressed) =>
        new Pipeline(new PictureSource(parts), new PictureLook(), parts, progressed);

    public int[] Group(IReadOnlyList<Kept> items) => NearDuplicates.Group([.. items.Select(i => i.PerceptualHash)]);

    public HealthReport Measure(HealthReport report, IReadOnlyList<Kept> items) => report with
    {
        SmallestWidth = items.Select(i => i.Width).DefaultIfEmpty().Min(),
        SmallestHeight = items.Select(i => i.Height).DefaultIfEmpty().Min(),
        LargestWidth = items.Select(i => i.Width).DefaultIfEmpty().Max(),
        LargestHeight = items.Select(i => i.Height).DefaultIfEmpty().Max(),
    };

    public IEnumerable<Said> Find(IReadOnlyList<Kept> items)
    {
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

    public void Describe(DatasetVersion version, IReadOnlyList<Kept> items)
    {
        version.TypicalWidth = Medians.At(items.Select(i => i.Width));
        version.TypicalHeight = Medians.At(items.Select(i => i.Height));
        version.Colour = items.Count(i => i.Colour) * 100 > items.Count;
    }
}
