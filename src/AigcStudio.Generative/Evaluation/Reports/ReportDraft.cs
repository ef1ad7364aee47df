using AigcStudio.Core.Evaluation;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>A report while it is written.</summary>
internal sealed class ReportDraft
{
    internal List<Measure> Measures { get; } = [];

    internal List<HistogramPlot> Histograms { get; } = [];

    internal List<LabelPlot> Densities { get; } = [];

    internal CopyFindings? Copies { get; set; }

    /// <summary>JSON has no infinity: an endless figure, two equal pictures say, is left out.</summary>
    internal void Add(Measure measure)
    {
        if (double.IsFinite(measure.Value))
        {
            Measures.Add(measure with { Real = Finite(measure.Real), Noise = Finite(measure.Noise), Plain = Finite(measure.Plain), Error = Finite(measure.Error) });
        }
    }

    internal void Add(IEnumerable<Measure> measures)
    {
        foreach (var measure in measures)
        {
            Add(measure);
        }
    }

    internal static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
