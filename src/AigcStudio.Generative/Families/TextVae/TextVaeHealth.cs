using AigcStudio.Core;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>How a text VAE is doing, from its code and from how much its samples differ.</summary>
internal static class TextVaeHealth
{
    // One epoch of a thousand texts, and any loss falls in it.
    private const int StartingSteps = 20;

    // Posterior collapse (models.md, run health): a code of which less than a tenth speaks, or that says less than half a nat.
    private const double LeastActive = 0.1;
    private const double LeastDivergence = 0.5;

    // Samples half as varied as the texts: they repeat each other.
    private const double LeastSpread = 0.5;

    internal static HealthFinding Judge(HealthEvidence evidence, TextVaeSettings settings)
    {
        if (evidence.Step < StartingSteps)
        {
            return HealthFinding.StartingUp;
        }

        if (LossHealth.TooLargeSteps(evidence, "bits") is { } leapt)
        {
            return leapt;
        }

        if (evidence.Means["loss.divergence"] < LeastDivergence || evidence.Means["units.active"] < LeastActive * settings.Latent)
        {
            return new HealthFinding(Said.Of("health.codeSaysNothing"), 2);
        }

        // The first samples come from first weights; what they repeat says nothing.
        return evidence.Step * 4 > evidence.Steps && evidence.SampleSpread is < LeastSpread
            ? new HealthFinding(Said.Of("health.repeatsItself", Math.Round(100 * evidence.SampleSpread.Value)), 2)
            : ByHeart.OfBits(evidence) ?? HealthFinding.LearningWell;
    }
}
