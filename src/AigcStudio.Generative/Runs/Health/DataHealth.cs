using AigcStudio.Core;

namespace AigcStudio.Generative.Runs.Health;

/// <summary>Data with nothing in them to learn: pictures in the wrong range, or silence.</summary>
internal static class DataHealth
{
    // Planted pictures of the levels 0 and 1 vary by 0.002 of the range, MNIST by 0.31, stripes by 0.41.
    private const double LeastPicture = 0.02;

    // -60 dBFS: silence by the measure of SoundFaults. Test tones lie at 0.17.
    private const double LeastSound = 0.001;

    internal static HealthFinding? OfPictures(HealthEvidence evidence) =>
        evidence.Real?.Level < LeastPicture ? new HealthFinding(Said.Of("health.dataOneLevel"), 2) : null;

    internal static HealthFinding? OfSounds(HealthEvidence evidence) =>
        evidence.Real?.Level < LeastSound ? new HealthFinding(Said.Of("health.dataSilent"), 2) : null;
}
