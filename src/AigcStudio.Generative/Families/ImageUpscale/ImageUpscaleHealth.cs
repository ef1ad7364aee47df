using AigcStudio.Core;
using AigcStudio.Generative.Runs;
using AigcStudio.Generative.Runs.Health;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>How an enlarger is doing, from its loss and from what plain enlarging makes of the same unseen pictures.</summary>
internal static class ImageUpscaleHealth
{
    // It begins as bicubic enlargement: whatever it does in the first steps is noise.
    private const int StartingSteps = 20;

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

        return LossHealth.TooLargeSteps(evidence, "loss.difference")
            ?? NotSharper(evidence)
            ?? SignalHealth.OfPictures(evidence)
            ?? HealthFinding.LearningWell;
    }

    private static HealthFinding? NotSharper(HealthEvidence evidence) =>
        evidence.Step * 2 > evidence.Steps && evidence.Means.TryGetValue("psnr.heldOut", out var made)
        && evidence.Means.TryGetValue("psnr.bicubic.heldOut", out var plain) && made < plain
            ? new HealthFinding(Said.Of("health.notSharper", Math.Round(plain - made, 1)), 1)
            : null;
}
