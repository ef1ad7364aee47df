using AigcStudio.Core;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>Steps that are too large show in one loss: it leaps above where it began, and stays about there.</summary>
internal static class LossHealth
{
    // Calibrated at a hundred times the learning rate: peaks of 2.7 to 64 times the first step's loss (ImageVae, ImageGan, three seeds each), and at a
    // thousand times 20 (TextVae); sound runs of all families, and of MNIST, never pass 1.02.
    private const double Leap = 1.5;

    // Thrown far and come back is no worry: those that broke end at 0.98 to 19 times the first loss, sound ones at 0.6 to 0.97.
    private const double NothingLearned = 0.975;

    /// <param name="series">A loss, positive, of the network that sees the data.</param>
    internal static HealthFinding? TooLargeSteps(HealthEvidence evidence, string series)
    {
        var track = evidence.Tracks[series];
        return track.Peak > Leap * track.First && evidence.Means[series] > NothingLearned * track.First
            ? new HealthFinding(Said.Of("health.stepsTooLarge", Math.Round(track.Peak / track.First, 1)), 2)
            : null;
    }
}
