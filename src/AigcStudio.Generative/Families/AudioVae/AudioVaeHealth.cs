using AigcStudio.Core;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>How a VAE is doing, from the two halves of its bound.</summary>
internal static class AudioVaeHealth
{
    // One epoch of a thousand sounds, and any bound rises in it.
    private const int StartingSteps = 20;

    // Below half a nat over all dimensions the code says nothing of the sound (models.md, run health).
    private const double LeastDivergence = 0.5;

    internal static HealthFinding Judge(HealthEvidence evidence)
    {
        if (evidence.Step < StartingSteps)
        {
            return HealthFinding.StartingUp;
        }

        return evidence.Means["loss.divergence"] < LeastDivergence
            ? new HealthFinding(Said.Of("health.soundsAlike"), 2)
            : HealthFinding.LearningWell;
    }
}
