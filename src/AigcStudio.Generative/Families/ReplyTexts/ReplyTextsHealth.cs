using AigcStudio.Core;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>How a writer of replies is doing: does its code speak, does it know the replies by heart.</summary>
internal static class ReplyTextsHealth
{
    private const int StartingSteps = 20;

    // Posterior collapse (models.md, run health).
    private const double LeastActive = 0.1;

    // A reply of L nats comes out word for word with probability e^-L, even from its own code: from 3 on that is one in twenty.
    private const double ByHeartNats = 3;

    internal static HealthFinding Judge(HealthEvidence evidence, ReplyTextsSettings settings)
    {
        if (evidence.Step < StartingSteps)
        {
            return HealthFinding.StartingUp;
        }

        if (LossHealth.TooLargeSteps(evidence, "bits") is { } leapt)
        {
            return leapt;
        }

        if (evidence.Means["loss.likeness"] is < ByHeartNats and var nats)
        {
            return new HealthFinding(Said.Of("health.byHeart", Math.Round(100 * Math.Exp(-nats))), 1);
        }

        return evidence.Means["units.active"] < LeastActive * settings.Latent
            ? new HealthFinding(Said.Of("health.codeSaysNothing"), 2)
            : ByHeart.OfBits(evidence) ?? HealthFinding.LearningWell;
    }
}
