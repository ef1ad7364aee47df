using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import.Sounds;

internal sealed class SoundImport : IImportKind
{
    /// <summary>A peak of 2 % of full scale (-34 dB): below it a listener hears a pause.</summary>
    private const int Quiet = 5;

    /// <summary>Shorter sounds than this are clicks.</summary>
    private const int TinyMilliseconds = 100;

    public string Phase => "phase.listening";

    public (int Few, int Scarce) Enough => (50, 300);

    public string Codes => "findings.sound";

    public IItemIntake Intake(ImportParts parts, Action<long> progressed) =>
        new Pipeline(new SoundSource(parts), new SoundTaking(), parts, progressed);

    public int[] Group(IReadOnlyList<Kept> items) => NearDuplicates.Group([.. items.Select(i => i.PerceptualHash)]);

    public HealthReport Measure(HealthReport report, IReadOnlyList<Kept> items) => report with
    {
        Sounds = new SoundFigures(
            items.Sum(i => (long)i.Milliseconds),
            items.Select(i => i.Milliseconds).DefaultIfEmpty().Min(),
            Medians.At(items.Select(i => i.Milliseconds)),
            items.Select(i => i.Milliseconds).DefaultIfEmpty().Max(),
            Silence(items)),
    };

    public IEnumerable<Said> Find(IReadOnlyList<Kept> items)
    {
        var tiny = items.Count(i => i.Milliseconds < TinyMilliseconds);
        if (tiny > 0)
        {
            yield return Said.Of("findings.sound.tiny", tiny, TinyMilliseconds);
        }

        var (typical, longest) = (Medians.At(items.Select(i => i.Milliseconds)), Medians.At(items.Select(i => i.Milliseconds), 0.95));
        if (longest > 3 * Math.Max(1, typical))
        {
            yield return Said.Of("findings.sound.mixedLengths", Math.Round(typical / 1000.0, 1), Math.Round(longest / 1000.0, 1));
        }

        var silence = Silence(items);
        if (silence > 0.4)
        {
            yield return Said.Of("findings.sound.silent", (int)Math.Round(100 * silence));
        }
    }

    public void Describe(DatasetVersion version, IReadOnlyList<Kept> items) =>
        version.TypicalMilliseconds = Medians.At(items.Select(i => i.Milliseconds));

    /// <summary>Share of the time that is nearly silent, by the peaks, each sound weighed by its length.</summary>
    private static double Silence(IReadOnlyList<Kept> items)
    {
        var total = items.Sum(i => (long)i.Milliseconds);
        return total == 0 ? 0 : items.Where(i => i.Peaks is { Length: > 0 }).Sum(i => (double)i.Milliseconds * i.Peaks!.Count(p => p < Quiet) / i.Peaks!.Length) / total;
    }
}
