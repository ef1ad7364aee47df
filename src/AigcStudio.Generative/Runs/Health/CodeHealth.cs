using AigcStudio.Core;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>What the code of a VAE costs against what it saves.</summary>
internal static class CodeHealth
{
    // Calibrated at beta 0: the bound is 2.5 to 5.2 times the first step's likeness (ImageVae, three seeds); sound runs end at 0.6 to 0.85.
    private const double Dear = 1.25;

    /// <summary>
    /// A code that costs more than it saves: the bound is worse than that of knowing nothing, although the likeness is good. Codes then lie far apart,
    /// each in its own corner, and what is drawn between them was never learned.
    /// </summary>
    internal static HealthFinding? Unordered(HealthEvidence evidence)
    {
        var (likeness, nothing) = (evidence.Means["loss.likeness"], evidence.Tracks["loss.likeness"].First);
        return likeness < nothing && likeness + evidence.Means["loss.divergence"] > Dear * nothing
            ? new HealthFinding(Said.Of("health.codeUnordered"), 1)
            : null;
    }
}
