using System.Text.Json.Serialization;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Evaluation;

/// <summary>What was measured of one model. Numbers that a ruler took may be compared with those of the same ruler only.</summary>
/// <param name="Step">Of the checkpoint.</param>
/// <param name="Items">Examples that were drawn, and as many real ones on either side; of an enlarger, the originals that it was tried on: N.</param>
/// <param name="HeldOut">Held-out items that were rebuilt or asked; 0 where the family has no use for them.</param>
/// <param name="Ruler">What took the features; null of an enlarger, which is held against originals one by one.</param>
/// <param name="Seconds">All of it, the making of the ruler included.</param>
public sealed record EvaluationReport(
    string FamilyId,
    ExampleForm Form,
    int Step,
    int Items,
    int HeldOut,
    RulerCard? Ruler,
    IReadOnlyList<Measure> Measures,
    double Seconds)
{
    public IReadOnlyList<HistogramPlot> Histograms { get; init; } = [];

    /// <summary>One for each label that has items enough; empty where there are no labels.</summary>
    public IReadOnlyList<LabelPlot> Densities { get; init; } = [];

    /// <summary>Null where nothing was drawn that could be a copy.</summary>
    public CopyFindings? Copies { get; init; }

    /// <summary>Null of all that is no enlarger.</summary>
    public EnlargingFindings? Enlarging { get; init; }

    /// <summary>SHA-256 of what the figures were taken by: those of two reports are of two worlds where it differs.</summary>
    [JsonIgnore]
    public string Yardstick => Ruler?.Hash ?? Enlarging?.Originals ?? "";
}

/// <summary>One figure. Its meaning and unit stand in the resources: <c>evaluation.measure.ID</c>.</summary>
/// <param name="Id">For example <c>frechet</c>, <c>psnr</c>, <c>units.active</c>.</param>
public sealed record Measure(string Id, double Value)
{
    /// <summary>The same figure of real items against real items, as many as were drawn: what the best of models could reach.</summary>
    public double? Real { get; init; }

    /// <summary>The same figure of noise: what a model that knows nothing gets.</summary>
    public double? Noise { get; init; }

    /// <summary>The same figure of bicubic enlarging, antialiased: what an enlarger must beat.</summary>
    public double? Plain { get; init; }

    /// <summary>Standard error of the value.</summary>
    public double? Error { get; init; }

    /// <summary>What it was taken over, where that is not <see cref="EvaluationReport.Items"/>.</summary>
    public int? Items { get; init; }

    /// <summary>SHA-256 of the network whose features it was taken from, where that is not <see cref="EvaluationReport.Ruler"/>: that of FID.</summary>
    public string? Ruler { get; init; }
}

/// <summary>Two histograms over the same bins, each with the share of its own.</summary>
/// <param name="Id">For example <c>intensity</c>, <c>characters</c>.</param>
/// <param name="Bins">Names or middles of the bins.</param>
public sealed record HistogramPlot(string Id, IReadOnlyList<string> Bins, IReadOnlyList<double> Real, IReadOnlyList<double> Made);

/// <summary>p(feature | label) over the first two principal components of the ruler's features.</summary>
/// <param name="Side">Cells of a side.</param>
/// <param name="Real">Densities row by row, <c>[Side * Side]</c>, 1 at the highest.</param>
/// <param name="Made">Of what was drawn with this label, 1 at its own highest; empty where that was too little.</param>
/// <param name="RealNats">Mean log-likelihood of held-out real items of the label, nats.</param>
/// <param name="MadeNats">Of what was drawn, under the density of the real ones.</param>
public sealed record LabelPlot(
    string Label, int Side, IReadOnlyList<double> Real, IReadOnlyList<double> Made, double? RealNats, double? MadeNats);
