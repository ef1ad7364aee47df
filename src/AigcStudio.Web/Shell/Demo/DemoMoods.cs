using AigcStudio.Core.Campaigns.Sets;

namespace AigcStudio.Web.Shell.Demo;

/// <summary>What the demo brand's three datasets call the same: its pictures are labelled by what they show, its sounds by what is heard.</summary>
internal static class DemoMoods
{
    public static IReadOnlyList<Mood> All { get; } =
    [
        new("Warm", ["cup", "pad"]),
        new("Playful", ["berries", "pluck"]),
        new("Plain", ["leaf", "drip"]),
        new("Luxurious", ["teapot", "chime"]),
    ];
}
