using AigcStudio.Core;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>How a VAE is doing, from the two halves of its bound.</summary>
internal static class AudioVaeHealth
{
    // One epoch of a thousand sounds, and any bound rises in it.
    private const int StartingSteps = 20;

    // Sound runs of small networks began to use their code after 50 to 100 steps; a run of fewer is judged from its middle on.
    private const int CodeSteps = 150;

    // Below half a nat over all dimensions the code says nothing of the sound (models.md, run health).
    private const double LeastDivergence = 0.5;

    internal static HealthFinding Judge(HealthEvidence evidence)
    {
        if (DataHealth.OfSounds(evidence) is { } data)
        {
            return data;
        }

        if (evidence.Step < StartingSteps)
        {
            return HealthFinding.StartingUp;
        }

        return LossHealth.TooLargeSteps(evidence, "loss.likeness")
            ?? Silent(evidence)
            ?? CodeHealth.Unordered(evidence)
            ?? ByHeart.OfBounds(evidence)
            ?? SignalHealth.OfSounds(evidence)
            ?? HealthFinding.LearningWell;
    }

    private static HealthFinding? Silent(HealthEvidence evidence)
    {
        var starting = evidence.Step < CodeSteps && evidence.Step * 2 < evidence.Steps;
        return !starting && evidence.Means["loss.divergence"] < LeastDivergence ? new HealthFinding(Said.Of("health.soundsAlike"), 2) : null;
    }
}
