using AigcStudio.Core;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;

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

    // A coin's loss is 2 ln 2 = 1.386. Calibrated: a discriminator that never moved ends at 1.49 to 1.50 and is fooled more often than it is right;
    // sound ones end at 1.27 to 1.37, on MNIST at 1.36.
    private const double LostLoss = 1.43;

    // Share of its surety that a picture must be known for (Karras et al. 2020, arXiv:2006.06676, eq. 1). Calibrated on sixteen learned pictures:
    // gaps of 0.037 to 0.042, shares of 1.2 to 2.9; on 48: gaps of 0.010 to 0.013, shares of 0.2 to 0.5 (three seeds each).
    private const double LeastGap = 0.025;
    private const double ByHeartShare = 0.8;

    internal static HealthFinding Judge(HealthEvidence evidence)
    {
        if (DataHealth.OfPictures(evidence) is { } data)
        {
            return data;
        }

        if (evidence.Step < StartingSteps)
        {
            return HealthFinding.StartingUp;
        }

        return LossHealth.TooLargeSteps(evidence, "loss.discriminator")
            ?? Discriminator(evidence, evidence.Means["score.real"], evidence.Means["score.fake"])
            ?? Samples(evidence)
            ?? HealthFinding.LearningWell;
    }

    private static HealthFinding? Samples(HealthEvidence evidence) => evidence.SampleSpread is { } spread and < LeastSpread
        ? new HealthFinding(Said.Of("health.repeatsItself", Math.Round(100 * spread)), 2)
        : SignalHealth.OfPictures(evidence);

    private static HealthFinding? Discriminator(HealthEvidence evidence, double real, double fake)
    {
        if (real > SureOfReal && fake < SureOfFake)
        {
            return new HealthFinding(Said.Of("health.discriminatorWinning"), 1);
        }

        if (fake > real && evidence.Means["loss.discriminator"] > LostLoss)
        {
            return new HealthFinding(Said.Of("health.discriminatorLost"), 2);
        }

        return evidence.Means.TryGetValue(ImageGanLearner.HeldOutScore, out var heldOut) && real - heldOut > Math.Max(LeastGap, ByHeartShare * (real - fake))
            ? new HealthFinding(Said.Of("health.discriminatorByHeart"), 1)
            : null;
    }
}
