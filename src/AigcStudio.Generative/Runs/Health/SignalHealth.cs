using AigcStudio.Core;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>What is wrong with samples as signals, judged against real examples from the middle of a run on: until then it may pass.</summary>
internal static class SignalHealth
{
    // Real examples may have faults of their own; samples must have so many times as much.
    private const double TimesReal = 4;

    // Samples of sound runs have 0.0003 to 0.02 in their second half, MNIST itself 0.005; a planted grid of 40 levels lies beyond this.
    private const double Grid = 0.08;

    // Sound samples and real ones have none; samples amplified to full scale lie beyond this.
    private const double Clipped = 0.01;

    // Planted: silence gives 1; sound samples 0. Real sounds may pause: half as much again as they have is too much.
    private const double Silent = 0.5;

    // Sound samples have 0.00001, real ones 0.0005, a planted shift 0.18; a tenth of that is heard as a click at each end.
    private const double Offset = 0.02;

    internal static HealthFinding? OfPictures(HealthEvidence evidence) =>
        Late(evidence) && Beyond(evidence.Samples?.Grid, evidence.Real?.Grid, Grid) ? new HealthFinding(Said.Of("health.checkerboard"), 1) : null;

    internal static HealthFinding? OfSounds(HealthEvidence evidence)
    {
        if (!Late(evidence) || evidence is not { Samples: { } samples, Real: { } real })
        {
            return null;
        }

        return samples.Silent > real.Silent + Silent ? new HealthFinding(Said.Of("health.samplesSilent"), 2)
            : Beyond(samples.Clipped, real.Clipped, Clipped) ? new HealthFinding(Said.Of("health.samplesClip", Math.Round(100 * samples.Clipped!.Value)), 1)
            : Beyond(samples.Offset, real.Offset, Offset) ? new HealthFinding(Said.Of("health.samplesOffCentre"), 1)
            : null;
    }

    private static bool Late(HealthEvidence evidence) => evidence.Step * 2 > evidence.Steps;

    private static bool Beyond(double? samples, double? real, double least) => samples > least && samples > TimesReal * real;
}
