using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>What a person may set of a draw from <see cref="AudioVaeFamily"/>.</summary>
public sealed record AudioVaeDraw
{
    [Setting("Drawn from", "取自", "Fitted follows what was learned; normal is the textbook prior, with stranger sounds in its gaps.",
        "“拟合”遵循学到的分布；“正态”为教科书先验，空隙处会出现更奇特的声音。", Choices = ["fitted", "normal"])]
    public string Prior { get; init; } = "fitted";
}
