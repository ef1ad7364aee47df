namespace AigcStudio.Core.Campaigns;

/// <summary>The measures that all layouts share, in px of a channel.</summary>
internal static class AdMeasures
{
    private const int SmallestLabel = 13;
    private const double LabelShare = 0.05;

    /// <summary>What copy keeps from the edges: what the brand asks, and never so little that it looks squeezed in.</summary>
    public static int Margin(AdChannel channel, AdBrand brand) =>
        Math.Max(10, (int)Math.Ceiling(channel.ShorterSide * Math.Max(brand.SafeArea, 0.07)));

    /// <summary>One on a square of 1080 px: type grows with the area, as the eye takes in the whole.</summary>
    public static double Scale(AdChannel channel) => Math.Sqrt((double)channel.Width * channel.Height) / 1080;

    public static bool IsStrip(AdChannel channel) => channel.Width > 4 * channel.Height;

    public static bool IsWide(AdChannel channel) => channel.Width > 1.5 * channel.Height;

    public static bool IsTall(AdChannel channel) => channel.Height > 1.15 * channel.Width;

    public static bool IsSmall(AdChannel channel) => channel.ShorterSide < 400;

    /// <summary>Room for about a dozen letters on their plate, as the label is drawn.</summary>
    public static AdBox LabelCorner(AdChannel channel)
    {
        var letters = Math.Max(SmallestLabel, (int)Math.Round(LabelShare * channel.ShorterSide));
        var (width, height) = (Math.Min(channel.Width / 2, 9 * letters), (int)Math.Ceiling(1.8 * letters));
        return new AdBox(channel.Width - width, channel.Height - height, width, height);
    }

    /// <summary>The box without what reaches down into the label's corner.</summary>
    public static AdBox AboveLabel(AdBox box, AdChannel channel)
    {
        var label = LabelCorner(channel);
        return box.Meets(label) ? box with { Height = label.Top - box.Top - (label.Height / 4) } : box;
    }
}
