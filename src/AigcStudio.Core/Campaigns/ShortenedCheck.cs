namespace AigcStudio.Core.Campaigns;

/// <summary>Whether all the copy is on the ad: nothing cut by an ellipsis, nothing left out for want of room.</summary>
internal static class ShortenedCheck
{
    public static BrandCheck Of(AdDesign design, AdChannel channel, AdLook look)
    {
        var cut = look.Texts.Count(t => t.Shortened);
        var leftOut = channel.BodyMost > 0 && !string.IsNullOrWhiteSpace(design.Body) && look.Texts.All(t => t.Role != "body");
        var share = 1 - ((cut + (leftOut ? 1.0 : 0)) / Math.Max(1, look.Texts.Count + (leftOut ? 1 : 0)));
        return (cut, leftOut) switch
        {
            ( > 0, _) => new("shortened", share, false, Said.Of($"campaign.check.shortened.{look.Texts.First(t => t.Shortened).Role}")),
            (_, true) => new("shortened", share, false, Said.Of("campaign.check.shortened.leftOut")),
            _ => new("shortened", 1, true, Said.Of("campaign.check.shortened.kept")),
        };
    }
}
