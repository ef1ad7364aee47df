using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>How a VAE of pictures is doing.</summary>
internal static class ImageVaeHealth
{
    internal static HealthFinding Judge(HealthEvidence evidence) =>
        CodeHealth.Judge(evidence, DataHealth.OfPictures(evidence), "health.ignoresItsCode", SignalHealth.OfPictures(evidence));
}
