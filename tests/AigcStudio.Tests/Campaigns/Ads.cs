using AigcStudio.Core.Campaigns;

namespace AigcStudio.Tests.Campaigns;

/// <summary>A brand and copy that tests share.</summary>
internal static class Ads
{
    public static AdBrand Brand { get; } = new(
        "Nordlys Tea House", ["#2d5236", "#e0b44c", "#a5533a", "#f4ead9"], "DejaVu Serif", "DejaVu Sans", ["cheap", "最好"], 0.05);

    public static AdDesign Design { get; } = new(
        "split", "A cup of Moss for long walks", "Green, quiet and a little wild.", "Find your blend", "#f7f1e6", "#1e2a44", "#2d5236");

    public static AdDesign Chinese { get; } = Design with
    {
        Headline = "一杯暖茶，陪你走过漫长的冬夜",
        Body = "清新、安静，带一点野性。在特罗姆瑟手工调配，送给每一位来客。",
        Call = "挑一款好茶",
    };

    public static AdDesign Long { get; } = Design with
    {
        Headline = string.Join(' ', Enumerable.Repeat("Donaudampfschifffahrtsgesellschaft", 5)),
        Body = string.Join(' ', Enumerable.Repeat("and another cup of tea", 20)),
        Call = "Find the one blend that you have been looking for",
    };
}
