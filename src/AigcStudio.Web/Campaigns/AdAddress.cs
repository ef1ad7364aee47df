using System.Globalization;
using AigcStudio.Data.Campaigns;

namespace AigcStudio.Web.Campaigns;

internal static class AdAddress
{
    /// <summary>Where an ad is seen: another one after each change, so that a browser may keep what it has.</summary>
    public static string Of(CreativeView ad, string channel) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/campaigns/{ad.CampaignId}/ads/{ad.Id}/{channel}?v={ad.ChangedAt.UtcTicks:x}");
}
