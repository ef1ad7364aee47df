using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>What a person may set of a draw from <see cref="ImageVaeFamily"/>.</summary>
public sealed record ImageVaeDraw
{
    [Setting("Drawn from", "取自", "Fitted follows what was learned; normal is the textbook prior, with stranger pictures in its gaps.",
        "“拟合”遵循学到的分布；“正态”为教科书先验，空隙处会出现更奇特的图片。", Choices = ["fitted", "normal"])]
    public string Prior { get; init; } = "fitted";

    [Setting("In-between pictures", "过渡图片", "How many pictures lead from each picture to the next; 0 for none.",
        "每张图片到下一张之间的过渡张数；0 表示没有。", Minimum = 0, Maximum = 63)]
    public int Between { get; init; }
}
