namespace AigcStudio.Generative.Evaluation;

/// <summary>p(feature | label) of one label.</summary>
/// <param name="Bandwidth">As a multiple of Scott's rule, the one under which real items left out were likeliest.</param>
/// <param name="HeldOut">Mean logarithm of the real density at held-out items of the label, nats per item; null where there are none.</param>
/// <param name="Made">The same at the made items that are meant to be of the label. Well under <paramref name="HeldOut"/>: they are somewhere
/// else; well above: they crowd where the density is highest.</param>
/// <param name="Real">The real density.</param>
/// <param name="MadeGrid">That of the made items, or null where they are too few.</param>
public sealed record LabelDensity(int Label, double Bandwidth, double? HeldOut, double? Made, DensityGrid Real, DensityGrid? MadeGrid);
