using AigcStudio.Core;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>Learning by heart: what was learned from costs ever less, what was held out costs more than it did.</summary>
internal static class ByHeart
{
    // Calibrated on sixteen learned items: held-out items cost 1.27 to 1.34 times as much (ImageVae, three seeds); on 48 they cost 1.00 to 1.04, on 2,400 digits 1.01.
    // Texts: 1.56 on sixteen, under 1 on 48, where learned ones have letters hidden.
    private const double Gap = 1.15;

    // The averaged weights lag behind early in a run, which looks like a gap; but then held-out items still get cheaper.
    private const double Turned = 1.005;

    /// <param name="learned">Cost of learned items, positive.</param>
    /// <param name="heldOut">Cost of held-out items.</param>
    /// <param name="best">Lowest cost of held-out items so far.</param>
    internal static HealthFinding? Of(HealthEvidence evidence, double learned, double heldOut, double best) =>
        evidence.Step * 4 > evidence.Steps && learned > 0 && heldOut > Gap * learned && heldOut > Turned * best
            ? new HealthFinding(Said.Of("health.learnsByHeart", Math.Round(100 * ((heldOut / learned) - 1))), 1)
            : null;

    /// <summary>Where both are bounds, negative costs, as <c>bound</c> and <c>bound.heldOut</c>.</summary>
    internal static HealthFinding? OfBounds(HealthEvidence evidence) =>
        evidence.Means.TryGetValue("bound.heldOut", out var heldOut)
            ? Of(evidence, -evidence.Means["bound"], -heldOut, -evidence.Tracks["bound.heldOut"].Highest)
            : null;

    /// <summary>Where both are costs, as <c>bits</c> and <c>bits.heldOut</c>.</summary>
    internal static HealthFinding? OfBits(HealthEvidence evidence) =>
        evidence.Means.TryGetValue("bits.heldOut", out var heldOut)
            ? Of(evidence, evidence.Means["bits"], heldOut, evidence.Tracks["bits.heldOut"].Lowest)
            : null;
}
