using AigcStudio.Core;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>What the code of a VAE costs against what it saves.</summary>
internal static class CodeHealth
{
    // Calibrated at beta 0: the bound is 2.5 to 5.2 times the first step's likeness (ImageVae, three seeds); sound runs end at 0.6 to 0.85.
    private const double Dear = 1.25;

    // One epoch of a thousand items, and any bound rises in it.
    private const int StartingSteps = 20;

    // Sound runs of small networks began to use their code after 50 to 100 steps; a run of fewer is judged from its middle on.
    private const int CodeSteps = 150;

    // Below half a nat over all dimensions the code says nothing of the item (models.md, run health).
    private const double LeastDivergence = 0.5;

    /// <summary>How a VAE is doing, from its data, the two halves of its bound and its samples; the first finding that applies.</summary>
    /// <param name="data">What is wrong with the data; null for nothing.</param>
    /// <param name="silent">Code of the sentence for a code that says nothing.</param>
    /// <param name="signal">What is wrong with the samples as signals; null for nothing.</param>
    internal static HealthFinding Judge(HealthEvidence evidence, HealthFinding? data, string silent, HealthFinding? signal)
    {
        if (data is not null || evidence.Step < StartingSteps)
        {
            return data ?? HealthFinding.StartingUp;
        }

        return LossHealth.TooLargeSteps(evidence, "loss.likeness")
            ?? Silent(evidence, silent)
            ?? Unordered(evidence)
            ?? ByHeart.OfBounds(evidence)
            ?? signal
            ?? HealthFinding.LearningWell;
    }

    /// <summary>
    /// A code that costs more than it saves: the bound is worse than that of knowing nothing, although the likeness is good. Codes then lie far apart,
    /// each in its own corner, and what is drawn between them was never learned.
    /// </summary>
    private static HealthFinding? Unordered(HealthEvidence evidence)
    {
        var (likeness, nothing) = (evidence.Means["loss.likeness"], evidence.Tracks["loss.likeness"].First);
        return likeness < nothing && likeness + evidence.Means["loss.divergence"] > Dear * nothing
            ? new HealthFinding(Said.Of("health.codeUnordered"), 1)
            : null;
    }

    private static HealthFinding? Silent(HealthEvidence evidence, string code)
    {
        var starting = evidence.Step < CodeSteps && evidence.Step * 2 < evidence.Steps;
        return !starting && evidence.Means["loss.divergence"] < LeastDivergence ? new HealthFinding(Said.Of(code), 2) : null;
    }
}
