using System.Globalization;
using AigcStudio.Core.Evaluation;
using AigcStudio.Web.Runs;

namespace AigcStudio.Web.Evaluation;

/// <summary>Figures of a report as people read them.</summary>
public static class MeasureWords
{
    public static string Value(MeasureKind kind, double? value) => value is not { } number ? "–"
        : kind.Share ? number.ToString(Math.Abs(number) < 0.1 ? "P1" : "P0", CultureInfo.CurrentCulture)
        : Figures.Short(number);

    /// <summary>True where there is something to hold a figure against: what noise gets, or what real items get.</summary>
    public static bool HasEnds(Measure measure) => measure.Real is not null || measure.Noise is not null;

    /// <summary>
    /// Where a figure stands on the way from noise (0) to real items (1), percent; null where one of the ends is missing or they are the same. Distances
    /// span powers of ten, so they are placed by their logarithms.
    /// </summary>
    public static double? Place(MeasureKind kind, Measure measure)
    {
        if (measure is not { Real: { } real, Noise: { } noise } || real == noise || kind.Better is Better.Neither)
        {
            return null;
        }

        var wide = Math.Min(Math.Min(real, noise), measure.Value) > 0 && Math.Max(real, noise) / Math.Min(real, noise) > 20;
        var place = wide
            ? (Math.Log(measure.Value) - Math.Log(noise)) / (Math.Log(real) - Math.Log(noise))
            : (measure.Value - noise) / (real - noise);

        // Beyond what real items have is as far from them as short of it.
        place = kind.Better is Better.LikeReal && place > 1 ? 2 - place : place;
        return 100 * Math.Clamp(place, 0, 1);
    }

    /// <summary>Which of several models is best at a figure; null where they are equal, or where there is nothing to be best at.</summary>
    public static int? BestOf(MeasureKind kind, IReadOnlyList<Measure?> measures)
    {
        var known = measures.Index().Where(m => m.Item is not null).Select(m => (m.Index, Cost: Cost(kind, m.Item!))).Where(m => double.IsFinite(m.Cost)).ToList();
        if (known.Count < 2 || known.All(m => m.Cost == known[0].Cost))
        {
            return null;
        }

        return known.MinBy(m => m.Cost).Index;
    }

    /// <summary>Whether the figures of a kind are of several rulers' worlds, and so not to be compared.</summary>
    /// <param name="measures">Of the reports, in their order; null where one has none.</param>
    public static bool Apart(MeasureKind kind, IReadOnlyList<Measure?> measures, IReadOnlyList<EvaluationReport> reports) =>
        kind.ByRuler && (kind.OwnRuler
            ? measures.Where(m => m is not null).Select(m => m!.Ruler).Distinct().Count() > 1
            : reports.Select(r => r.Yardstick).Distinct().Count() > 1);

    private static double Cost(MeasureKind kind, Measure measure) => kind.Better switch
    {
        Better.Lower => measure.Value,
        Better.Higher => -measure.Value,
        Better.LikeReal when measure.Real is { } real => Math.Abs(measure.Value - real),
        _ => double.NaN,
    };
}
