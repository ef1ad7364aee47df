using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>How a VAE of sounds is doing.</summary>
internal static class AudioVaeHealth
{
    internal static HealthFinding Judge(HealthEvidence evidence) =>
        CodeHealth.Judge(evidence, DataHealth.OfSounds(evidence), "health.soundsAlike", SignalHealth.OfSounds(evidence));
}
