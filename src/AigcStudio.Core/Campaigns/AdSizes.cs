namespace AigcStudio.Core.Campaigns;

/// <summary>The typographic scale of a channel, px: a headline, then body, button and sender well below it.</summary>
/// <param name="Gap">White space between what does not belong together.</param>
/// <param name="Step">1 as designed; less where the copy is long.</param>
internal sealed record AdSizes(int Headline, int Body, int Call, int Sender, int Gap, double Step)
{
    /// <param name="step">1 as designed; less where the copy is long.</param>
    public static AdSizes Of(AdChannel channel, double step)
    {
        var scale = AdMeasures.Scale(channel);
        return AdMeasures.IsSmall(channel)
            ? new(Px(27 * step, 12), Px(14 * step, 12), Px(14 * step, 12), Px(13 * step, 11), Px(13 * step, 8), step)
            : new(Px(100 * scale * step, 12), Px(38 * scale * Math.Max(step, 0.75), 12), Px(33 * scale * Math.Max(step, 0.8), 12), Px(33 * scale * Math.Max(step, 0.8), 11), Px(44 * scale * step, 8), step);
    }

    private static int Px(double size, int least) => Math.Max(least, (int)Math.Round(size));
}
