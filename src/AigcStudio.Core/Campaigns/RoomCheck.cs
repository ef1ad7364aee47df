namespace AigcStudio.Core.Campaigns;

/// <summary>Whether copy and logo have quiet room behind them.</summary>
internal static class RoomCheck
{
    // Mean gradient of luma: a soft gradient stays below a hundredth, leaves and patterns lie above a tenth.
    private const double MostBusy = 0.04;
    private const double Hopeless = 0.2;

    public static BrandCheck Of(AdLook look)
    {
        var busiest = look.Texts.Select(t => t.Busyness).Append(look.Logo?.Busyness ?? 0).Max();
        var share = busiest <= MostBusy ? 1 : Math.Clamp((Hopeless - busiest) / (Hopeless - MostBusy), 0, 1);
        return busiest <= MostBusy
            ? new("room", 1, true, Said.Of("campaign.check.room.kept"))
            : new("room", share, false, Said.Of("campaign.check.room.busy", CheckWords.Percent(busiest), CheckWords.Percent(MostBusy)));
    }
}
