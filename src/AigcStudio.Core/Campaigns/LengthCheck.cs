namespace AigcStudio.Core.Campaigns;

/// <summary>Whether headline and body are as short as the channel asks; a Chinese character counts two.</summary>
internal static class LengthCheck
{
    public static BrandCheck Of(AdDesign design, AdChannel channel)
    {
        var (headline, body) = (TypeRuler.Length(design.Headline), channel.BodyMost == 0 ? 0 : TypeRuler.Length(design.Body));
        var share = Math.Min(Kept(headline, channel.HeadlineMost), Kept(body, channel.BodyMost));
        return (headline > channel.HeadlineMost, body > channel.BodyMost) switch
        {
            (true, _) => new("length", share, false, Said.Of("campaign.check.length.headline", headline, channel.HeadlineMost)),
            (_, true) => new("length", share, false, Said.Of("campaign.check.length.body", body, channel.BodyMost)),
            _ => new("length", 1, true, Said.Of("campaign.check.length.kept", headline, channel.HeadlineMost)),
        };
    }

    private static double Kept(int length, int most) => length <= most ? 1 : (double)most / length;
}
