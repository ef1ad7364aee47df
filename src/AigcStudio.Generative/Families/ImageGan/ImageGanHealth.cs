using AigcStudio.Core;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>How a GAN is doing, from its scores and its samples.</summary>
internal static class ImageGanHealth
{
    // On MNIST the first shapes come after 100 to 150 steps of 64; until then every sign is noise.
    private const int StartingSteps = 150;

    // Half of the real spread (models.md, run health): sound runs on MNIST stay above 0.8, a collapsed one falls to 0.1 to 0.3.
    private const double LeastSpread = 0.5;

    // At the ideal both scores are 1/2 (Goodfellow 2014, section 4.1). Beyond 0.97 and 0.03 the discriminator errs on one picture in thirty,
    // and what it tells the painter no longer depends on the picture.
    private const double SureOfReal = 0.97;
    private const double SureOfFake = 0.03;

    internal static HealthFinding Judge(HealthEvidence evidence)
    {
        if (evidence.Step < StartingSteps)
        {
            return HealthFinding.StartingUp;
        }

        if (evidence.SampleSpread is < LeastSpread)
        {
            return new HealthFinding(Said.Of("health.repeatsItself", Math.Round(100 * evidence.SampleSpread.Value)), 2);
        }

        return evidence.Means["score.real"] > SureOfReal && evidence.Means["score.fake"] < SureOfFake
            ? new HealthFinding(Said.Of("health.discriminatorWinning"), 1)
            : HealthFinding.LearningWell;
    }
}
